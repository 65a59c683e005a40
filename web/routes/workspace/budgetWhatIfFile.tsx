import { downloadWhatIf } from '../../../features/budgets/choices-file.server.ts'
import { workspaceFile } from '../../workspace/door.ts'

/** What a cut or a raise would do, as a file. */
export const loader = workspaceFile('member', async ({ ctx, url, atWork, params }) => {
  const format = params.format === 'xlsx' ? 'xlsx' : 'csv'
  const { name, type, bytes } = await downloadWhatIf(ctx, atWork.organisation.organisationId, url.searchParams, format)
  return new Response(bytes, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
  })
})
