/** The channel between the tabs of this origin. */
export const CHANNEL = 'payloom';
/** Stands in the storage while the server has not heard of a sign-out. */
export const SIGN_OUT_PENDING_KEY = 'payloom.sign-out-pending';
