import type { Peer } from '../../../features/atlas/authority.server.ts'
import type { OrganisationDetail } from '../../../features/organisations/queries.server.ts'
import { useSite } from '../site.ts'

/** Who else works with the same partners: the beginning of many a cooperation between neighbours. */
export function Peers({ organisation, peers }: { organisation: OrganisationDetail; peers: readonly Peer[] }) {
  const { t, pathTo } = useSite()
  if (peers.length === 0) return null
  return (
    <section aria-labelledby="peers">
      <h2 id="peers">{t('site.authority.peers')}</h2>
      <p className="source mt-1">{t('site.authority.peersWhat', { name: organisation.name })}</p>
      <ul className="threads mt-3">
        {peers.map((peer) => (
          <li key={peer.key}>
            <a href={pathTo('authority', peer)}>{peer.name}</a>
            {peer.departementCode ? <span className="text-slate"> ({peer.departementCode})</span> : null}
            <span className="text-slate"> {t('site.authority.peersWith')} </span>
            {peer.partners.map((partner, index) => (
              <span key={partner.key}>
                {index > 0 ? ', ' : null}
                <a href={pathTo('authority', partner)} className="quiet">
                  {partner.name}
                </a>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
