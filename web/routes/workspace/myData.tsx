import { exportPersonalData } from '../../../features/accounts/erasure.server.ts'
import { workspaceFile } from '../../workspace/door.ts'

/** Everything this instance holds of whoever asks, as one JSON file. */
export const loader = workspaceFile('signedIn', async ({ ctx }) => {
  const data = await exportPersonalData(ctx)
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="navette-${ctx.now.toISOString().slice(0, 10)}.json"`,
    },
  })
})
