import { createContext } from 'react'
import type { Labels } from '../../features/atlas/labels.server.ts'
import type { Instance } from '../request.ts'
import type { AtWork } from '../workspace/at-work.ts'

/** What the server tells every component beside a page's own data; set around the page, never written into it. */
export type PageInfo = {
  instance: Instance
  labels: Labels
  atWork?: AtWork | null
  nonce?: string
  draftScript?: string | null
}

/** Where components find it. */
export const PageInfoContext = createContext<PageInfo | null>(null)
