import { photoConsents } from '../../../features/partnerships/papers.ts'
import { Choices, FileField, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

/** Adds a photo: its file, who took it, what is seen on it, what those on it have agreed to. */
export function PhotoForm() {
  const { t } = useSite()
  return (
    <Form intent="addPhoto" files>
      <FileField
        name="photo"
        label={t('paper.photos.file')}
        help={t('paper.photos.fileHelp')}
        accept="image/jpeg,image/png,image/webp"
      />
      <TextField name="description" label={t('paper.photos.description')} help={t('paper.photos.descriptionHelp')} />
      <TextField
        name="credit"
        label={t('paper.photos.creditField')}
        help={t('paper.photos.creditHelp')}
        maxLength={120}
      />
      <TextField name="caption" label={t('paper.photos.caption')} optional />
      <TextField name="takenOn" type="date" label={t('paper.photos.takenOn')} optional />
      <Choices
        name="consent"
        label={t('paper.photos.consent')}
        help={t('paper.photos.consentHelp')}
        options={photoConsents.map((value) => ({ value, label: t(`paper.consent.${value}`) }))}
      />
      <Choices
        name="wantsPublic"
        label={t('paper.photos.where')}
        many
        options={[{ value: 'yes', label: t('paper.photos.wantsPublic'), help: t('paper.photos.wantsPublicHelp') }]}
      />
      <Submit>{t('paper.photos.send')}</Submit>
    </Form>
  )
}
