import { Hono } from 'hono'
import type { WebOptions } from './server.ts'
export function sitemap(options: WebOptions): Hono {
  const app = new Hono()
  app.get('/robots.txt', (c) => c.text(`User-agent: *\nAllow: /\nSitemap: ${options.baseUrl}/sitemap.xml\n`))
  return app
}
