import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  type MantineColorsTuple,
  Modal,
  Popover,
  rem,
  type VariantColorsResolver,
} from '@mantine/core'

const verdigris: MantineColorsTuple = [
  '#e7f8f6',
  '#cdeeec',
  '#a7e1de',
  '#89d4d0',
  '#6fc6c0',
  '#58afab',
  '#36908c',
  '#0a6668',
  '#075254',
  '#003b3c',
]

const dark: MantineColorsTuple = [
  '#e4e9eb',
  '#b4bcc0',
  '#909a9f',
  '#7d878c',
  '#3e474c',
  '#232a2e',
  '#1c2225',
  '#101416',
  '#0c1012',
  '#080b0c',
]

const gray: MantineColorsTuple = [
  '#f7f9f9',
  '#eef1f2',
  '#e1e6e8',
  '#dae0e3',
  '#b7c0c4',
  '#8c979c',
  '#5b666b',
  '#434d52',
  '#2b3337',
  '#161b1d',
]

/** Mantine's components in the sizes and colours of `styles/tokens.css`. */
export const theme = createTheme({
  primaryColor: 'verdigris',
  primaryShade: { light: 7, dark: 4 },
  colors: { verdigris, dark, gray },
  autoContrast: true,
  variantColorResolver: (input) => variantColors(input),
  defaultRadius: 6,
  cursorType: 'default',
  fontFamily: 'var(--cs-font)',
  fontFamilyMonospace: 'var(--cs-mono)',
  fontSizes: { xs: rem(11), sm: rem(12), md: rem(13), lg: rem(14), xl: rem(16) },
  lineHeights: { xs: '1.34', sm: '1.34', md: '1.54', lg: '1.43', xl: '1.5' },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Button: Button.extend({
      defaultProps: { variant: 'default', size: 'sm' },
      vars: (_theme, { size }) => ({
        root: {
          '--button-height': size === 'xs' ? rem(28) : rem(32),
          '--button-padding-x': size === 'xs' ? rem(9) : rem(12),
          '--button-fz': size === 'xs' ? rem(12) : rem(13),
        },
      }),
    }),
    Input: Input.extend({
      vars: (_theme, { size }) => ({
        input: {},
        wrapper: { '--input-height': size === 'xs' ? rem(28) : rem(32), '--input-fz': rem(13) },
      }),
    }),
    Modal: Modal.extend({ defaultProps: { radius: 8, transitionProps: { duration: 140 } } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 90 } } }),
  },
})

/** Text on the accent: Mantine would choose it by the light theme's shade in both themes. */
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  const isPrimary = (input.color ?? input.theme.primaryColor) === input.theme.primaryColor
  return input.variant === 'filled' && isPrimary ? { ...colors, color: 'var(--cs-on-accent)' } : colors
}

const variables = {
  '--mantine-color-body': 'var(--cs-surface)',
  '--mantine-color-text': 'var(--cs-text)',
  '--mantine-color-bright': 'var(--cs-text)',
  '--mantine-color-dimmed': 'var(--cs-text-3)',
  '--mantine-color-placeholder': 'var(--cs-text-3)',
  '--mantine-color-error': 'var(--cs-bad)',
  '--mantine-color-success': 'var(--cs-ok)',
  '--mantine-color-anchor': 'var(--cs-accent)',
  '--mantine-color-default': 'var(--cs-raised)',
  '--mantine-color-default-hover': 'var(--cs-hover)',
  '--mantine-color-default-color': 'var(--cs-text)',
  '--mantine-color-default-border': 'var(--cs-line-2)',
  '--mantine-color-disabled': 'transparent',
  '--mantine-color-disabled-color': 'var(--cs-text-3)',
  '--mantine-color-disabled-border': 'var(--cs-line)',
  '--mantine-color-gray-light-hover': 'var(--cs-hover)',
  '--mantine-color-gray-light-color': 'var(--cs-text-2)',
  '--mantine-color-verdigris-filled-hover': 'var(--cs-accent-hover)',
  '--mantine-color-verdigris-light': 'var(--cs-accent-tint)',
  '--mantine-color-verdigris-light-color': 'var(--cs-accent)',
  '--mantine-primary-color-contrast': 'var(--cs-on-accent)',
}

/** Mantine's own colours by what they are for, taken from the tokens: one source for both themes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mantine-shadow-md': 'var(--cs-pop)', '--mantine-shadow-xl': 'var(--cs-pop)' },
  light: variables,
  dark: variables,
})
