import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { PublicNews } from '../partnerships/public-content.server.ts'
import type { PublicPhoto } from '../partnerships/publish-photos.server.ts'

/** What came together around a project, in numbers; what nobody counted is not there. */
export type PublicNumbers = Partial<
  Record<'events' | 'participants' | 'women' | 'young' | 'volunteers' | 'mobilityOut' | 'mobilityIn', number>
>

/** An initiative for peace, as all its parties let it be read. */
export type PublicPeace = { stage: string; asymmetry?: string; views?: { party: string; name: string; body: string }[] }

/** News with the photos everybody may see of it. */
export type ShownNews = PublicNews & { photos: PublicPhoto[] }

/** Puts to each piece of news its public photos. */
export async function withPublicPhotos(ctx: Ctx, news: readonly PublicNews[]): Promise<ShownNews[]> {
  if (news.length === 0) return []
  const { rows } = await sql<PublicPhoto & { of: string }>`
    select field_update_id as of, sha256, caption, description, credit, taken_on as "takenOn" from public_photo
    where field_update_id = any(${news.map(({ id }) => id)}::uuid[]) order by created_at, id`.execute(ctx.db)
  return news.map((one) => ({ ...one, photos: rows.filter((row) => row.of === one.id) }))
}
