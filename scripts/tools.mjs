// Programs the tests need from outside npm: found, or installed where nobody minds, or asked for; never skipped in silence.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { say } from './say.mjs'

const onMac = '/Applications/Chromium.app/Contents/MacOS/Chromium'
const chromeOnMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** The path of a Chromium for the browser tests, or null when there is none and none may be installed. */
export function ensureChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
  const find = () => process.env.CHROMIUM_PATH || firstOf(names) || [onMac, chromeOnMac].find(existsSync) || null
  return find() ?? (installWithApt('chromium') ? find() : null)
}

/** Whether the programs of GDAL are there, by which the OGC API is tested. */
export function ensureGdal() {
  const find = () => firstOf(['ogr2ogr']) !== null
  return find() || (installWithApt('gdal-bin') && find())
}

function firstOf(names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      if (folder && existsSync(join(folder, name))) return join(folder, name)
    }
  }
  return null
}

// On somebody's own machine nothing is installed unasked: only as root, in a container or on a build machine.
function installWithApt(name) {
  const inContainer = ['/.dockerenv', '/run/.containerenv'].some(existsSync) || Boolean(process.env.container)
  if (process.getuid?.() !== 0 || !(process.env.CI || inContainer) || !firstOf(['apt-get'])) return false
  say('installingPackage', { name })
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0
  return run('update') && run('install', '-y', '--no-install-recommends', name)
}
