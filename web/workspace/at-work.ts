import type { NamedSeat, Person } from '../../features/accounts/people.server.ts'

/** Who is at work on a page, as the frame around it shows. */
export type AtWork = {
  person: Person
  seats: NamedSeat[]
  /** The organisation in the address, acted for on this page. */
  organisation: NamedSeat | null
}
