// What the sheet of a project hands over, gathered from its fields.

const several = ['themes', 'sdgs', 'rights', 'dacSectors'] as const
const single = ['title', 'summary', 'locale', 'objectives', 'startsOn', 'endsOn', 'type', 'operatingMode'] as const

function under(form: FormData, prefix: string): Record<string, string> {
  const found = [...form.entries()].filter(([name, value]) => name.startsWith(prefix) && typeof value === 'string')
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), String(value)]))
}

/** What was typed on the sheet of a project, as `readProjectFacts` takes it. */
export function typedProject(form: FormData): Record<string, unknown> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const second = { locale: text('secondLocale'), title: text('secondTitle'), summary: text('secondSummary') }
  return {
    ...Object.fromEntries(single.filter((name) => form.has(name)).map((name) => [name, form.get(name)])),
    ...Object.fromEntries(several.map((name) => [name, form.getAll(name)])),
    frames: under(form, 'frame.'),
    markers: under(form, 'marker.'),
    second: second.locale || second.title || second.summary ? second : null,
  }
}
