import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    role: { CUSTOMER: 'Customer', VENDOR: 'Vendor', ADMIN: 'Administrator' },
    status: { ACTIVE: 'Active', SUSPENDED: 'Suspended' },
  },
  de: {
    role: { CUSTOMER: 'Kunde', VENDOR: 'Händler', ADMIN: 'Administrator' },
    status: { ACTIVE: 'Aktiv', SUSPENDED: 'Gesperrt' },
  },
});
