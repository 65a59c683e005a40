import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { httpCache } from '../platform/http-cache.ts'

const year = 'public, max-age=31536000, immutable'
const day = 'public, max-age=86400'

// The bundler decides in which folder below `build` this file lands; what it made for browsers lies in `build/client`.
function clientFolder(from = import.meta.dirname): string {
  const folder = join(from, 'client')
  return existsSync(folder) || dirname(from) === from ? folder : clientFolder(dirname(from))
}

/** The files made by the build: those under `/assets` bear their digest in their name and never change. */
export function staticFiles(build: string): Hono {
  const app = new Hono()
  const files = serveStatic({ root: clientFolder() })
  const version = () => 0
  app.get('/assets/*', httpCache({ build, version, cacheControl: year }), files)
  app.get('/icon.svg', httpCache({ build, version, cacheControl: day }), files)
  // A worker that is kept would outlive its mistakes: browsers ask for it each time.
  app.get('/field-worker.js', httpCache({ build, version, cacheControl: 'no-cache' }), files)
  return app
}
