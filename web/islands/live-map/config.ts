/** A sentence with a number in it: `#` stands for the number. */
export type Counted = { one: string; other: string }

/** What the server tells the interactive map: addresses, limits, names, and every sentence it may say. */
export type LiveMapConfig = {
  locale: string
  /** Tiles of the present data version end with the filters of the page. */
  version: number
  query: string
  ground: string
  maxZoom: number
  groundZoom: number
  /** Where the page of an authority and of a tie begin. */
  authority: string
  tie: string
  project: string
  countries: Record<string, string>
  states: Record<string, string>
  evidences: Record<string, string>
  projectStates: Record<string, string>
  precisions: Record<string, string>
  texts: {
    loading: string
    failed: string
    label: string
    limit: string
    zoomIn: string
    zoomOut: string
    world: string
    france: string
    deselect: string
    members: string
    ground: string
    /** `{name}` stands for the name. */
    page: string
    inView: Counted
    more: Counted
    others: Counted
    groupEnds: Counted
    placeTies: Counted
    unplaced: Counted
    projectsInView: Counted
    moreProjects: Counted
  }
}

/** Fills a counted sentence, the number grouped as the language does. */
export function count({ locale }: LiveMapConfig, text: Counted, n: number): string {
  const form = new Intl.PluralRules(locale).select(n) === 'one' ? text.one : text.other
  return form.replace('#', new Intl.NumberFormat(locale).format(n))
}
