import '../../styles/paper.css'
import type { KeptPhoto } from '../../../features/partnerships/photos.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'
import { fileSize } from './file-size.ts'

type ListProps = {
  photos: readonly KeptPhoto[]
  organisationId: string
  organisationKey: string
  mayWrite: boolean
  empty: string
}

const shownTo = ({ discreetSince, wantsPublic }: KeptPhoto) =>
  discreetSince ? 'discreet' : wantsPublic ? 'wanted' : 'inside'

/** Photos with what is seen, who took them, what was agreed; each can be hidden at once. */
export function PhotoList({ photos, organisationId, organisationKey: key, mayWrite, empty }: ListProps) {
  const { t, locale, day } = useSite()
  if (photos.length === 0) return <p className="measure mt-4">{empty}</p>
  return (
    <ul className="photo-list">
      {photos.map((photo) => (
        <li key={photo.id}>
          <figure>
            <img
              src={workspacePath('photoFile', locale, { key, photo: photo.id })}
              alt={photo.description}
              loading="lazy"
            />
            <figcaption>
              {photo.caption ? <span className="block">{photo.caption}</span> : null}
              <span className="source block">
                {t('paper.photos.credit', { credit: photo.credit })}
                {photo.takenOn ? ` · ${day(photo.takenOn)}` : null}
              </span>
              <span className="source block">{t(`paper.consent.${photo.consent}`)}</span>
              <span className="source block">
                {t(`paper.photos.${shownTo(photo)}`)} · {t('paper.photos.by', { name: photo.organisationName })}
              </span>
              <a
                href={workspacePath('photoFile', locale, { key, photo: photo.id }, { whole: 'yes' })}
                className="tap source"
              >
                {t('paper.photos.whole', { size: fileSize(photo.size, locale) })}
              </a>
            </figcaption>
          </figure>
          {mayWrite ? <PhotoDeeds photo={photo} isOurs={photo.organisationId === organisationId} /> : null}
        </li>
      ))}
    </ul>
  )
}

function PhotoDeeds({ photo, isOurs }: { photo: KeptPhoto; isOurs: boolean }) {
  const { t } = useSite()
  const of = { photo: photo.id }
  const title = photo.description
  const hidden = photo.discreetSince !== null
  return (
    <div className="row-actions mt-2">
      {hidden && !isOurs ? null : (
        <Deed
          intent={hidden ? 'liftPhoto' : 'hidePhoto'}
          of={of}
          label={t(hidden ? 'paper.photos.lift' : 'paper.photos.hide')}
          spoken={t(hidden ? 'paper.photos.liftOf' : 'paper.photos.hideOf', { title })}
        />
      )}
      {isOurs && !hidden && photo.consent !== 'notAsked' ? (
        <Deed
          intent={photo.wantsPublic ? 'unpublishPhoto' : 'publishPhoto'}
          of={of}
          label={t(photo.wantsPublic ? 'paper.photos.unpublish' : 'paper.photos.publish')}
          spoken={t(photo.wantsPublic ? 'paper.photos.unpublishOf' : 'paper.photos.publishOf', { title })}
        />
      ) : null}
    </div>
  )
}
