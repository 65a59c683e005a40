import { makeKitPaper } from '../../../features/partnerships/kit.server.ts'
import { workspaceFile } from '../../workspace/door.ts'
import { fileResponse } from '../../workspace/file-response.ts'

const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** One paper of the kit, made now out of the record. */
export const loader = workspaceFile('party', async ({ ctx, atWork, params }) => {
  const of = {
    partnershipId: params.tie ?? '',
    organisationId: atWork.organisation.organisationId,
    agreementId: params.agreement ?? '',
  }
  const { paper: kind = '', language = '', format = '' } = params
  const made = await makeKitPaper(ctx, of, { kind, language, format })
  const body = new Response(made.bytes).body
  if (!body) throw new Error('a paper has bytes')
  return fileResponse({ name: made.name, mediaType: mediaTypes[made.format], size: made.bytes.length, body })
})
