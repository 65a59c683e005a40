import type { OfficialKind } from '../../features/organisations/officials.ts'

/** What was typed of a person, as the rules read it; nobody is shown who was not said to be. */
export function typedOfficial(form: FormData, kind: OfficialKind): Record<string, unknown> {
  const text = (name: string) => String(form.get(name) ?? '')
  return {
    name: text('name'),
    functionTitle: text('functionTitle'),
    until: text('until'),
    kind,
    isPublic: form.get('public') === 'yes',
  }
}
