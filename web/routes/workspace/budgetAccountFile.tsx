import { exportAccountLines } from '../../../features/budgets/accounts-export.server.ts'
import { workspaceFile } from '../../workspace/door.ts'

/** The lines of a document as open data: CSV in the SCDL schema “budget”. */
export const loader = workspaceFile('member', async ({ ctx, atWork, params }) => {
  const { organisationId } = atWork.organisation
  const { name, text } = await exportAccountLines(ctx, organisationId, params.document ?? '')
  return new Response(text, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` },
  })
})
