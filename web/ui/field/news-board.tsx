import { useContext } from 'react'
import type { TypedValues } from '../../../features/accounts/kept-forms.server.ts'
import type { NewsBoard as Board } from '../../workspace/news-page.ts'
import { PageInfoContext } from '../page-info.ts'
import { PhotoForm } from '../paper/photo-form.tsx'
import { PhotoList } from '../paper/photo-list.tsx'
import { useSite } from '../site.ts'
import { NewsForm } from './news-form.tsx'
import { NewsList } from './news-list.tsx'

/** The form first, for who stands in the field with a telephone; then what both sides have told. */
export function NewsBoard({ board, kept }: { board: Board; kept: TypedValues | null }) {
  const { t, day } = useSite()
  const { edited, withPhotos, mayWrite } = board
  const photos = withPhotos ? (board.news.find(({ id }) => id === withPhotos.id)?.photos ?? []) : []
  return (
    <>
      {withPhotos ? (
        <section aria-labelledby="photos" className="mt-8">
          <h2 id="photos">{t('field.news.photosTitle', { day: day(withPhotos.onDate) })}</h2>
          <PhotoList {...board} photos={photos} empty={t('field.news.noPhotos')} />
          <PhotoForm />
        </section>
      ) : mayWrite ? (
        <section aria-labelledby="write" className="mt-8">
          <h2 id="write">{t(edited ? 'field.news.correctTitle' : 'field.news.write')}</h2>
          {edited ? (
            <NewsForm intent="correct" id={edited.id} facts={edited} kept={kept} />
          ) : (
            <>
              <p className="measure">{t('field.news.lead')}</p>
              <Waiting />
              <NewsForm
                intent="add"
                id={board.nextId}
                facts={{ onDate: board.today, locale: board.locale }}
                kept={kept}
                offline
              />
              <OfflineScript script={board.script} />
            </>
          )}
        </section>
      ) : null}
      {board.formOnly ? null : (
        <section aria-labelledby="told" className="mt-12">
          <h2 id="told">{t('field.news.told')}</h2>
          <NewsList {...board} />
        </section>
      )}
    </>
  )
}

/** What waits on this device for a line; empty, and unseen, until the script fills it. */
function Waiting() {
  const { t } = useSite()
  const words = ['saved', 'waiting', 'sent', 'signIn', 'mend', 'tooLarge', 'drop', 'take', 'failed'] as const
  return (
    <div
      className="notice form mt-4"
      role="status"
      hidden
      data-field-waiting
      {...Object.fromEntries(words.map((word) => [`data-${word.toLowerCase()}`, t(`field.offline.${word}`)]))}
    />
  )
}

function OfflineScript({ script }: { script: string | null }) {
  const page = useContext(PageInfoContext)
  return script ? <script type="module" nonce={page?.nonce} src={script} /> : null
}
