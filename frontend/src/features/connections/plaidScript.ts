/** Where the library looks for the script, and the only place that it knows. */
const KNOWN_ADDRESS = 'https://cdn.plaid.com/link/v2/stable/link-initialize.js';

const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** Load Plaid's script from where the settings say. */
export function loadPlaid(address: string): Promise<void> {
  if (window.Plaid) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.nonce = nonce();
    script.addEventListener('load', () => {
      if (address !== KNOWN_ADDRESS) markAsLoaded();
      resolve();
    });
    script.addEventListener('error', () => {
      script.remove();
      reject(
        new Error(
          'Plaid’s window could not be loaded. Is this computer online, and does a blocker forbid cdn.plaid.com?',
        ),
      );
    });
    document.body.append(script);
  });
}

/** Tell the library, by a tag that loads nothing, that its script is here already. */
function markAsLoaded(): void {
  const tag = document.createElement('script');
  tag.type = 'text/plain';
  tag.setAttribute('src', KNOWN_ADDRESS);
  document.body.append(tag);
}

export const PLAID_PATH = '/connect/plaid';

/** Whether the document came from the one address whose policy lets Plaid's script in. */
export function isPlaidDocument(): boolean {
  const [loaded] = performance.getEntriesByType('navigation');
  return !loaded || new URL(loaded.name).pathname === PLAID_PATH;
}
