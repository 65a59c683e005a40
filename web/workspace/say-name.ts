import { updatePerson } from '../../features/accounts/people.server.ts'
import type { MemberPage } from './request.ts'

/** Writes the name a form asked of somebody who had not said it yet; false where it is still missing. */
export async function sayName({ ctx, atWork }: MemberPage, form: FormData): Promise<boolean> {
  if (atWork.person.name) return true
  const name = String(form.get('name') ?? '').trim()
  if (!name || name.length > 120) return false
  await updatePerson(ctx, { name, locale: atWork.person.locale })
  return true
}
