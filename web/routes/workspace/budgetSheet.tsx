import { makeSheet } from '../../../features/budgets/figure-sheet.server.ts'
import { workspaceFile } from '../../workspace/door.ts'
import { fileResponse } from '../../workspace/file-response.ts'

/** The A4 “our international action in figures” of the year in the address. */
export const loader = workspaceFile('member', async ({ ctx, atWork, params }) => {
  const { name, bytes } = await makeSheet(ctx, atWork.organisation.organisationId, Number(params.year) || 0)
  const { body } = new Response(bytes)
  if (!body) throw new Error('a sheet has bytes')
  return fileResponse({ name, mediaType: 'application/pdf', size: bytes.length, body })
})
