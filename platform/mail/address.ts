import { AppError } from '../errors.ts'

// One address and nothing else: no name, no list, no line of a header. What stands before the @ has no accents: hardly
// any mail server takes them; the domain may.
const oneAddress = /^[\w!#$%&'*+/=?^`{|}~.-]{1,64}@[^\s@<>()[\],;:"\\\p{C}]+\.[^\s@<>()[\],;:"\\\p{C}.]{2,}$/u

/** The address as it is kept and written to, in small letters; `mail_address_invalid` when it is not exactly one. */
export function mailAddress(given: string): string {
  const address = given.trim().toLowerCase()
  if (address.length > 254 || !oneAddress.test(address)) throw new AppError('invalid', 'mail_address_invalid')
  return address
}

/** A subject as it may stand in a header; one that would begin another line is refused (`mail_subject_invalid`). */
export function mailSubject(subject: string): string {
  if (/[\p{Cc}\u2028\u2029]/u.test(subject) || subject.trim() === '')
    throw new AppError('invalid', 'mail_subject_invalid')
  return subject.trim()
}
