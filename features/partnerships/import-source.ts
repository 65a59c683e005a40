import { AppError } from '../../platform/errors.ts'
import { slug } from '../organisations/names.ts'
import type { ImportSource } from './import-report.ts'

/** The licence of a list nobody has said anything of: such ties can be told apart in every export. */
export const unknownLicence = 'unknown'

/** The source an operator names for a list; refuses what would not name one. */
export function toImportSource(given: {
  name: string
  licence: string | undefined
  url: string | undefined
}): ImportSource {
  const name = given.name.trim()
  const code = slug(name).slice(0, 80)
  const licence = given.licence?.trim() ?? unknownLicence
  const url = given.url?.trim() ?? null
  if (code === '' || name.length > 200) throw new AppError('invalid', 'import_source_invalid')
  if (!/^[A-Za-z0-9][A-Za-z0-9.+-]{0,59}$/.test(licence))
    throw new AppError('invalid', 'import_licence_invalid', { licence })
  if (url !== null && !(/^https?:\/\//i.test(url) && URL.canParse(url)))
    throw new AppError('invalid', 'import_url_invalid', { url })
  return { code, name, publisher: null, url, licence, attribution: name }
}
