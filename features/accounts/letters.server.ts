import { type Ctx, inTransaction } from '../../platform/context.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'

/** Sends somebody the link with which they come in; `url` opens a page with one button. */
export async function sendSignInLink(ctx: Ctx, email: string, url: string): Promise<void> {
  await inTransaction(ctx, (inner) =>
    queueMail(inner, {
      recipient: email,
      locale: ctx.locale,
      kind: 'signIn',
      letter: (t) => ({
        subject: t('workspace.letter.signIn.subject'),
        paragraphs: [t('workspace.letter.signIn.text')],
        button: { label: t('workspace.letter.signIn.button'), url },
        foot: t('workspace.letter.signIn.foot'),
      }),
    }),
  )
}

/** What may change in how somebody comes in. */
export type AccountChange = 'passkeyAdded' | 'passkeyRemoved' | 'passwordAdded' | 'passwordChanged' | 'passwordRemoved'

/** Tells somebody that the way into their account has changed, so that a change they did not make is seen. */
export async function sendAccountChanged(
  ctx: Ctx,
  person: { id: string; email: string; locale: 'fr' | 'en' },
  change: AccountChange,
  url: string,
): Promise<void> {
  await queueMail(ctx, {
    recipient: person.email,
    locale: person.locale,
    kind: 'accountChanged',
    personId: person.id,
    letter: (t) => ({
      subject: t('signin.letter.subject'),
      paragraphs: [t(`signin.letter.${change}`), t('signin.letter.notYou')],
      button: { label: t('signin.letter.button'), url },
    }),
  })
}
