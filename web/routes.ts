import { type RouteConfig, type RouteConfigEntry, route } from '@react-router/dev/routes'
import { locales } from '../platform/i18n/locales.ts'
import { pages, patternOf } from './paths.ts'
import { workspacePages } from './workspace/paths.ts'

// One file per page serves both languages: the address decides which.
const entries: RouteConfigEntry[] = locales.flatMap((locale) =>
  pages.map((page) =>
    route(patternOf(page, locale), `routes/${page.id}.tsx`, { id: `${page.id}.${locale}`, caseSensitive: true }),
  ),
)

const workspace: RouteConfigEntry[] = locales.flatMap((locale) =>
  workspacePages.map((page) =>
    route(`${locale}/${page[locale]}`, `routes/workspace/${page.id}.tsx`, {
      id: `workspace.${page.id}.${locale}`,
      caseSensitive: true,
    }),
  ),
)

export default [...entries, ...workspace] satisfies RouteConfig
