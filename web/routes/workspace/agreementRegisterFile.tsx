import { parseRegisterReading } from '../../../features/agenda/register.ts'
import { downloadRegister } from '../../../features/agenda/register-file.server.ts'
import { workspaceFile } from '../../workspace/door.ts'

/** The register of agreements as a file: those the address asks for, with all their columns. */
export const loader = workspaceFile('member', async ({ ctx, url, atWork, params }) => {
  const format = params.format === 'xlsx' ? 'xlsx' : 'csv'
  const reading = parseRegisterReading(url.searchParams)
  const { name, type, bytes } = await downloadRegister(ctx, atWork.organisation.organisationId, reading, format)
  return new Response(bytes, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
  })
})
