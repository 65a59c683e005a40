import type { Dot } from '../../../features/atlas/map-drawing.ts'
import { tieStates } from '../../../features/partnerships/schema.ts'
import { useLabels, useSite } from '../site.ts'

/** Gives the sentence a dot says: what it gathers, how many ties, and how many in each state that is known. */
export function useDotTitle(): (dot: Dot, name?: string) => string {
  const { t, list } = useSite()
  const labels = useLabels()
  return (dot, name) => {
    const { ties, places } = dot
    const country = labels.country(dot.country)
    const what = name
      ? t('map.dot.france', { name, ties })
      : places > 1
        ? t('map.dot.cluster', { name: dot.name, others: places - 1, country, ties })
        : t('map.dot.place', { name: dot.name, country, ties })
    const states = tieStates
      .filter((state) => dot.byState[state] > 0)
      .map((state) => t(`map.dot.state.${state}`, { n: dot.byState[state] }))
    return `${what} ${t('map.dot.states', { states: list(states) })}`
  }
}
