/** Going from document to document: each comes with the policy of its own address. */

export const leaveTo = (address: string): void => window.location.assign(address);

/** Load the present address as a document of its own. */
export const loadAnew = (): void => window.location.reload();
