import '../../styles/tie.css'
import type { PublicPhoto } from '../../../features/partnerships/publish-photos.server.ts'
import { useSite } from '../site.ts'

/** Public photos in their small form, each with what is seen, its caption and who took it. */
export function PublicPhotos({ photos }: { photos: readonly PublicPhoto[] }) {
  const { t, day } = useSite()
  if (photos.length === 0) return null
  return (
    <section aria-labelledby="photos">
      <h2 id="photos">{t('tie.public.photos')}</h2>
      <ul className="tie-photos mt-3">
        {photos.map((photo) => (
          <li key={photo.sha256}>
            <figure>
              <img src={`/photo/${photo.sha256}`} alt={photo.description} loading="lazy" />
              <figcaption>
                {photo.caption ? <span className="block">{photo.caption}</span> : null}
                <span className="source">
                  {t('tie.public.credit', { credit: photo.credit })}
                  {photo.takenOn ? ` · ${day(photo.takenOn)}` : null}
                </span>
              </figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </section>
  )
}
