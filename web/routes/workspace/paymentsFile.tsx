import { downloadPayments } from '../../../features/budgets/payments-file.server.ts'
import { workspaceFile } from '../../workspace/door.ts'

/** Payments told and made, with every answer, as a file. */
export const loader = workspaceFile('member', async ({ ctx, atWork, params }) => {
  const format = params.format === 'xlsx' ? 'xlsx' : 'csv'
  const { name, type, bytes } = await downloadPayments(ctx, atWork.organisation.organisationId, format)
  return new Response(bytes, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
  })
})
