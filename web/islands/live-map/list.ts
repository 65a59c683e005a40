import { count, type LiveMapConfig } from './config.ts'
import type { SeenProject } from './project-layers.ts'
import type { Member, Threads } from './threads.ts'

/** A dot in view, as the list names it. */
export type Seen = {
  key: string | null
  name: string
  country: string
  places: number
  ends: number
  lon: number
  lat: number
}

type Child = Node | string

function element(tag: string, attributes: Record<string, string>, ...children: Child[]): HTMLElement {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

const mostShown = 24

/** The list twin of the map: what is in view as buttons, and what was chosen as links. */
export class LiveList {
  readonly #config: LiveMapConfig
  readonly #seen: HTMLElement
  readonly #chosen: HTMLElement
  readonly #projects: HTMLElement
  #inView: readonly Seen[] = []
  #choose: (one: Seen) => void = () => undefined
  #shown = ''
  #shownProjects = ''

  constructor(config: LiveMapConfig, parts: Record<'seen' | 'chosen' | 'projects', HTMLElement>) {
    this.#config = config
    this.#seen = parts.seen
    this.#chosen = parts.chosen
    this.#projects = parts.projects
  }

  #country(code: string): string {
    return this.#config.countries[code] ?? code
  }

  #where(name: string, country: string, more = ''): HTMLElement {
    return element('span', {}, name, element('span', { class: 'text-slate' }, `, ${this.#country(country)}`), more)
  }

  #label({ name, country, places, ends }: Seen): Child[] {
    const { texts } = this.#config
    const more = places > 1 ? `, ${count(this.#config, texts.others, places - 1)}` : ''
    const number = count(this.#config, places > 1 ? texts.groupEnds : texts.placeTies, ends)
    return [this.#where(name, country, more), element('span', { class: 'live-count' }, number)]
  }

  /**
   * Shows the dots in view, those with most ends first. The map says it is at rest more often than it moved: a list that
   * would be the same stays, and one that is another keeps the keyboard where it was.
   */
  showSeen(seen: readonly Seen[], choose: (one: Seen) => void): void {
    const { texts } = this.#config
    const sorted = [...seen].sort((a, b) => b.ends - a.ends)
    this.#inView = sorted
    this.#choose = choose
    const shown = JSON.stringify(sorted)
    if (shown === this.#shown) return
    this.#shown = shown
    const focused = this.#seen.contains(document.activeElement) ? document.activeElement?.textContent : null
    const items = sorted.slice(0, mostShown).map((one, i) => {
      const button = element('button', { type: 'button', class: 'live-item' }, ...this.#label(one))
      button.addEventListener('click', () => this.#choose(this.#inView[i] ?? one))
      return element('li', {}, button)
    })
    const rest = sorted.length - items.length
    this.#seen.replaceChildren(
      element('p', { class: 'source', role: 'status' }, count(this.#config, texts.inView, sorted.length)),
      element('ul', {}, ...items),
      ...(rest > 0 ? [element('p', { class: 'source' }, count(this.#config, texts.more, rest))] : []),
    )
    if (focused) [...this.#seen.querySelectorAll('button')].find(({ textContent }) => textContent === focused)?.focus()
  }

  #project({ id, title, name, state, precision }: SeenProject): HTMLElement {
    const { project, projectStates, precisions } = this.#config
    const said = [name, precisions[precision], projectStates[state]].filter(Boolean).join(' · ')
    const link = element('a', { href: `${project}${id}` }, title)
    return element('li', {}, link, element('span', { class: 'live-said' }, said))
  }

  /** Shows the projects in view as links, each with how near its point may be read; nothing where they are hidden. */
  showProjects(projects: readonly SeenProject[] | null): void {
    const { texts } = this.#config
    const shown = JSON.stringify(projects)
    if (shown === this.#shownProjects) return
    this.#shownProjects = shown
    const rest = (projects?.length ?? 0) - mostShown
    this.#projects.replaceChildren(
      ...(projects
        ? [
            element(
              'p',
              { class: 'source', role: 'status' },
              count(this.#config, texts.projectsInView, projects.length),
            ),
            element('ul', { class: 'live-ties' }, ...projects.slice(0, mostShown).map((one) => this.#project(one))),
          ]
        : []),
      ...(rest > 0 ? [element('p', { class: 'source' }, count(this.#config, texts.moreProjects, rest))] : []),
    )
  }

  /** Shows the projects of a place that was chosen. */
  showChosenProjects(projects: readonly SeenProject[], clear: () => void): void {
    const title = count(this.#config, this.#config.texts.projectsInView, projects.length)
    this.#show(
      ...this.#head(projects[0]?.name ?? title, clear),
      element('ul', { class: 'live-ties' }, ...projects.map((one) => this.#project(one))),
    )
  }

  /** Empties what was chosen. */
  clear(): void {
    this.#chosen.replaceChildren()
  }

  #head(title: string, clear: () => void): HTMLElement[] {
    const button = element('button', { type: 'button', class: 'live-clear' }, this.#config.texts.deselect)
    button.addEventListener('click', clear)
    return [element('h3', { tabindex: '-1' }, title), button]
  }

  #show(...children: HTMLElement[]): void {
    this.#chosen.replaceChildren(...children)
    this.#chosen.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true })
    // Both lists share one scrolling box where there is room for it beside the map.
    this.#chosen.parentElement?.scrollTo({ top: 0 })
  }

  /** Shows the ties of a chosen place, each with its state and evidence in words. */
  showThreads(threads: Threads, clear: () => void): void {
    const { texts, states, evidences, tie, authority } = this.#config
    const items = threads.ties.map(({ id, state, evidence, others }) => {
      const names = others.map(({ name, country }) => `${name}, ${this.#country(country)}`).join(' · ')
      const said = [states[state] ?? state, evidences[evidence] ?? evidence].join(', ')
      return element(
        'li',
        {},
        element('a', { href: `${tie}${id}` }, names),
        element('span', { class: 'live-said' }, said),
      )
    })
    const page = element('a', { href: `${authority}${threads.key}` }, texts.page.replace('{name}', threads.name))
    const unplaced = threads.ties.flatMap(({ others }) => others.filter(({ at }) => !at)).length
    this.#show(
      ...this.#head(`${threads.name} · ${count(this.#config, texts.placeTies, threads.ties.length)}`, clear),
      element('p', { class: 'small' }, page),
      element('ul', { class: 'live-ties' }, ...items),
      ...(unplaced > 0 ? [element('p', { class: 'source' }, count(this.#config, texts.unplaced, unplaced))] : []),
    )
  }

  /** Shows the places of a group that can be told apart no further. */
  showMembers(members: readonly Member[], choose: (key: string) => void, clear: () => void): void {
    const items = members.map(({ key, name, country, ties }) => {
      const number = element('span', { class: 'live-count' }, count(this.#config, this.#config.texts.placeTies, ties))
      const button = element('button', { type: 'button', class: 'live-item' }, this.#where(name, country), number)
      button.addEventListener('click', () => choose(key))
      return element('li', {}, button)
    })
    this.#show(...this.#head(this.#config.texts.members, clear), element('ul', {}, ...items))
  }
}
