import type { OfficialFacts } from '../../../features/organisations/officials.ts'
import { Choices, TextField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

/** The fields of a person by function; what is usual for their kind and country is chosen already. */
export function OfficialFields({ official, isPublic }: { official?: OfficialFacts; isPublic: boolean }) {
  const { t } = useSite()
  return (
    <>
      <TextField name="name" label={t('profile.officials.name')} value={official?.name ?? ''} maxLength={120} />
      <TextField
        name="functionTitle"
        label={t('profile.officials.function')}
        help={t('profile.officials.functionHelp')}
        value={official?.functionTitle ?? ''}
        maxLength={120}
        optional
      />
      <TextField name="until" type="date" label={t('profile.officials.until')} value={official?.until ?? ''} optional />
      <Choices
        name="public"
        label={t('profile.officials.public')}
        options={[
          { value: 'yes', label: t('profile.officials.publicYes') },
          { value: 'no', label: t('profile.officials.publicNo') },
        ]}
        value={isPublic ? 'yes' : 'no'}
      />
    </>
  )
}
