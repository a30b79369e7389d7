import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { chartVariables } from '@/components/charts/palette';

/** Deep petrol: the app's ink. Shade 7 carries white text at 6:1, shade 4 is its voice in the dark. */
const petrol: MantineColorsTuple = [
  '#eaf5f5',
  '#d5e9ea',
  '#abd4d5',
  '#7fbec0',
  '#55a9ac',
  '#36979b',
  '#1f8086',
  '#14696f',
  '#0e565c',
  '#083f45',
];

/** A faintly warm grey, so that long lists read like paper and not like a terminal. */
const gray: MantineColorsTuple = [
  '#f8f8f6',
  '#f2f2ef',
  '#e8e8e4',
  '#dadad5',
  '#c3c3bd',
  '#9b9b95',
  '#75756f',
  '#585853',
  '#3a3a37',
  '#1e1f1d',
];

/** For what is lost when it is done: dark enough under white letters. */
const red: MantineColorsTuple = [
  '#fdeeec',
  '#f9dad6',
  '#f2b4ad',
  '#eb8b82',
  '#e1665b',
  '#d44a3f',
  '#c8382d',
  '#b3261e',
  '#8f1d17',
  '#6a1510',
];

/** Night shades with a trace of the ink in them. */
const dark: MantineColorsTuple = [
  '#dfe3e3',
  '#b8bfbf',
  '#949c9c',
  '#6a7373',
  '#3d4646',
  '#303838',
  '#232a2a',
  '#181d1d',
  '#121717',
  '#0d1111',
];

const FONT =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI Variable Text", "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif';

const PICKER_LABELS = {
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  previousYear: 'Previous year',
  nextYear: 'Next year',
  previousDecade: 'Previous decade',
  nextDecade: 'Next decade',
  monthLevelControl: 'Choose a month',
  yearLevelControl: 'Choose a year',
};

/** The head of a window is none of the page's: a page has one banner. */
const SHEET = { header: { role: 'presentation' } };

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, gray, red, dark },
  black: '#1e1f1d',
  fontFamily: FONT,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontFamily: FONT,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.25' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.35' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.375rem', xl: '2rem' },
  shadows: {
    xs: '0 1px 2px rgb(16 32 32 / 0.05)',
    sm: '0 1px 3px rgb(16 32 32 / 0.08)',
    md: '0 6px 20px -6px rgb(16 32 32 / 0.16)',
    lg: '0 12px 32px -8px rgb(16 32 32 / 0.2)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Paper: { defaultProps: { radius: 'lg' } },
    Card: { defaultProps: { radius: 'lg', withBorder: true, padding: 'md' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, fz: 'xs' } },
    Popover: { defaultProps: { shadow: 'md', radius: 'lg' } },
    // Its first entry takes the focus: an element that only holds it is no part of a menu to screen readers.
    Menu: { defaultProps: { shadow: 'md', radius: 'lg', withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: {
        radius: 'lg',
        centered: true,
        overlayProps: { backgroundOpacity: 0.4, blur: 2 },
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: SHEET,
      },
    },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' }, attributes: SHEET } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    MonthPicker: { defaultProps: { ariaLabels: PICKER_LABELS } },
    DatePicker: { defaultProps: { ariaLabels: PICKER_LABELS } },
    DatePickerInput: { defaultProps: { ariaLabels: PICKER_LABELS } },
    DateInput: { defaultProps: { ariaLabels: PICKER_LABELS } },
    Badge: { defaultProps: { radius: 'sm', tt: 'none', fw: 550 } },
  },
});

/** Where Mantine's own shades fall short of AA, and the words that only this app has. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { '--app-sidebar-width': '232px' },
  light: {
    ...chartVariables('light'),
    '--mantine-color-body': '#f7f7f5',
    '--mantine-color-dimmed': '#5f6360',
    '--mantine-color-placeholder': '#6b706d',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#14696f',
    '--mantine-color-petrol-light-color': '#0e565c',
    '--mantine-color-teal-light-color': '#06664a',
    '--mantine-color-gray-light-color': '#4c4f4b',
    '--mantine-color-yellow-light-color': '#7a4d00',
    '--mantine-color-orange-light-color': '#8f3d00',
    '--mantine-color-red-light-color': '#a61e18',
    '--mantine-color-red-light': '#fceeec',
    '--mantine-color-red-light-hover': '#f9dfdb',
    '--mantine-color-green-light-color': '#1a6b2f',
    '--app-surface': '#ffffff',
    '--app-sidebar': '#f0f1ee',
    '--app-line': '#e4e4df',
    '--app-line-strong': '#d2d2cc',
    '--app-hover': 'rgb(20 50 50 / 0.045)',
    '--app-active': 'rgb(20 105 111 / 0.1)',
    '--app-selected': 'rgb(20 105 111 / 0.08)',
    '--app-money-in': '#0b6b3a',
    '--app-warning': '#8a5300',
  },
  dark: {
    ...chartVariables('dark'),
    '--mantine-color-body': '#121717',
    '--mantine-color-dimmed': '#a0a8a8',
    '--mantine-color-placeholder': '#98a0a0',
    '--mantine-color-error': '#ff8f87',
    '--mantine-color-anchor': '#7fbec0',
    '--mantine-color-petrol-light': 'rgb(85 169 172 / 0.17)',
    '--mantine-color-petrol-light-hover': 'rgb(85 169 172 / 0.25)',
    '--mantine-color-petrol-light-color': '#abd4d5',
    '--mantine-color-red-light': 'rgb(255 110 100 / 0.13)',
    '--mantine-color-red-light-hover': 'rgb(255 110 100 / 0.2)',
    '--mantine-color-red-light-color': '#ffb0a9',
    '--mantine-color-green-light': 'rgb(80 200 130 / 0.14)',
    '--mantine-color-green-light-color': '#8fdcae',
    '--mantine-color-yellow-light': 'rgb(240 180 70 / 0.14)',
    '--mantine-color-yellow-light-color': '#f5cd85',
    '--mantine-color-orange-light': 'rgb(245 140 60 / 0.15)',
    '--mantine-color-orange-light-color': '#f9b98a',
    '--mantine-color-gray-light': 'rgb(200 220 220 / 0.1)',
    '--mantine-color-gray-light-color': '#c6cdcd',
    '--app-surface': '#1a2020',
    '--app-sidebar': '#0e1313',
    '--app-line': '#2a3232',
    '--app-line-strong': '#3d4646',
    '--app-hover': 'rgb(200 240 240 / 0.05)',
    '--app-active': 'rgb(85 169 172 / 0.17)',
    '--app-selected': 'rgb(85 169 172 / 0.14)',
    '--app-money-in': '#5fcf95',
    '--app-warning': '#f2b35c',
  },
});
