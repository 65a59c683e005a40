import { RouterContextProvider } from 'react-router'
import { getLabels, type Labels } from '../features/atlas/labels.server.ts'
import type { Ctx } from '../platform/context.ts'
import type { Locale } from '../platform/i18n/locales.ts'
import type { WebOptions } from './options.ts'
import { localeOf } from './paths.ts'
import { pageRequestKey } from './request.ts'

/** The context of somebody unknown who reads in a language: what may be read is what everybody may read. */
export function visitorContext({ database }: Pick<WebOptions, 'database'>, locale: Locale): Ctx {
  return { db: database.db, actor: { kind: 'anonymous' }, now: new Date(), locale }
}

// Names change with the data only: read once per version and language.
function labelsKeeper(): (ctx: Ctx, version: number) => Promise<Labels> {
  const kept = new Map<Locale, { version: number; labels: Promise<Labels> }>()
  return (ctx, version) => {
    const found = kept.get(ctx.locale)
    if (found?.version === version) return found.labels
    const labels = getLabels(ctx)
    kept.set(ctx.locale, { version, labels })
    labels.catch(() => kept.delete(ctx.locale))
    return labels
  }
}

/** Gives what the loaders of a page are handed for an address. */
export function visitorRequests(options: WebOptions): (url: URL) => Promise<RouterContextProvider> {
  const labelsOf = labelsKeeper()
  return async (url) => {
    const { version, changedAt } = options.dataVersion()
    const ctx = visitorContext(options, localeOf(url.pathname))
    const report = (error: unknown) => options.report(error, url.pathname)
    // Without names a page can still say that it could not be prepared.
    const labels = await labelsOf(ctx, version).catch((error: unknown) => report(error))
    const provider = new RouterContextProvider()
    provider.set(pageRequestKey, {
      ctx,
      url,
      instance: { baseUrl: options.baseUrl, contact: options.contact ?? null, dataChangedAt: changedAt },
      labels: labels ?? { countries: new Map(), territories: new Map() },
      keepable: Boolean(labels),
      apiDocument: options.apiDocument ?? null,
      report,
    })
    return provider
  }
}
