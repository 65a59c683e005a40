import { lookAtEveryPage } from './site/every-page.ts'

lookAtEveryPage('en')
