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
