import { RouterContextProvider } from 'react-router'
import { getLabels } from '../features/atlas/labels.server.ts'
import type { Ctx } from '../platform/context.ts'
import type { Locale } from '../platform/i18n/locales.ts'
import { getPublicSettings } from '../platform/settings.server.ts'
import type { WebOptions } from './options.ts'
import { localeOf } from './paths.ts'
import { pageRequestKey } from './request.ts'

/** What a process must have for its readers; without the data version, the database is asked for it. */
export type VisitorOptions = Pick<WebOptions, 'database'> & Partial<Pick<WebOptions, 'dataVersion'>>

/** The context of somebody unknown who reads in a language: what may be read is what everybody may read. */
export function visitorContext({ database, dataVersion }: VisitorOptions, locale: Locale): Ctx {
  const ctx: Ctx = { db: database.db, actor: { kind: 'anonymous' }, now: new Date(), locale }
  return dataVersion ? { ...ctx, dataVersion: dataVersion().version } : ctx
}

/** Gives what the loaders of a page are handed for an address. */
export function visitorRequests(options: WebOptions): (url: URL) => Promise<RouterContextProvider> {
  return async (url) => {
    const { changedAt } = options.dataVersion()
    const ctx = visitorContext(options, localeOf(url.pathname))
    const report = (error: unknown) => options.report(error, url.pathname)
    // Without names a page can still say that it could not be prepared.
    const [labels, settings] = await Promise.all([
      getLabels(ctx).catch((error: unknown) => report(error)),
      getPublicSettings(ctx).catch((error: unknown) => report(error)),
    ])
    const provider = new RouterContextProvider()
    provider.set(pageRequestKey, {
      ctx,
      url,
      instance: {
        baseUrl: options.baseUrl,
        contact: settings?.contact ?? options.contact ?? null,
        settings: settings ?? {},
        dataChangedAt: changedAt,
      },
      labels: labels ?? { countries: new Map(), territories: new Map() },
      keepable: Boolean(labels && settings),
      apiDocument: options.apiDocument ?? null,
      report,
    })
    return provider
  }
}
