/**
 * Every kind of mail Navette sends. Those somebody has just asked for, or that pass on what somebody wrote, leave `now`;
 * the others wait for the recipient's one mail of the week (`digest`). A new kind needs its reason in `mail.why`.
 */
export const mailKinds = {
  signIn: 'now',
  administratorLink: 'now',
  invitation: 'now',
  claimNotice: 'now',
  claimDecided: 'now',
  correctionVerify: 'now',
  contactVerify: 'now',
  contactMessage: 'now',
  partnerMessage: 'now',
  accountChanged: 'now',
  campaign: 'digest',
  claimToDecide: 'digest',
  correctionToDecide: 'digest',
  correctionDecided: 'digest',
  seatChanged: 'digest',
  recordMerged: 'digest',
  tieLink: 'now',
  proposalToAnswer: 'digest',
  proposalAnswered: 'digest',
  actOfParty: 'digest',
  dueAlert: 'digest',
  newsReceived: 'digest',
  replyAddress: 'now',
  paymentTold: 'digest',
} as const satisfies Record<string, 'now' | 'digest'>

export type MailKind = keyof typeof mailKinds

/** The kinds that leave at once, whatever else the recipient was sent this week. */
export const kindsForNow = Object.entries(mailKinds)
  .filter(([, when]) => when === 'now')
  .map(([kind]) => kind)

/** Tells whether a mail is of a kind of ours. */
export function isMailKind(kind: string): kind is MailKind {
  return Object.hasOwn(mailKinds, kind)
}
