import { QRCodeSVG } from 'qrcode.react'
import { useTranslation } from 'react-i18next'
import styles from './qr-code.module.css'

interface QrCodeProps {
  readonly url: string
  /** In px, with the quiet zone. */
  readonly size: number
  /** In modules; readers want four. */
  readonly quietZone: number
}

/** The address as a code for cameras: dark on white in both themes. */
export function QrCode({ url, size, quietZone }: QrCodeProps) {
  const { t } = useTranslation()
  return (
    <QRCodeSVG
      className={styles.code}
      value={url}
      size={size}
      level="M"
      marginSize={quietZone}
      title={t('share.codeOf', { address: url })}
    />
  )
}
