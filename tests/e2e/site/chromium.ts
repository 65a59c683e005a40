import { existsSync } from 'node:fs'
import { type BrowserServer, chromium } from 'playwright-core'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

function findChromium(): string {
  const found = process.env.CHROMIUM_PATH || usual.find((path) => existsSync(path))
  if (!found) throw new Error('The browser tests need Chromium: install it, or name its program in CHROMIUM_PATH.')
  return found
}

/** Starts the system's Chromium; the interactive map draws by WebGL in software, so that no graphics card is needed. */
export function launchChromium(): Promise<BrowserServer> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launchServer({
    executablePath: findChromium(),
    args: [...asRoot, '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  })
}
