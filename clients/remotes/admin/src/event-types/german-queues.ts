/** What each consumer does, by its queue. */
export const germanQueues: Readonly<Record<string, string>> = {
  'auth.settings.follow': 'Hält die Einstellungen, die für Konten gelten: ob man sich registrieren kann.',
  'auth.users.follow-profile': 'Hält die Sprache, in der Mails an einen Benutzer geschrieben werden.',
  'auth.mails.promise': 'Schreibt Benutzern per E-Mail, was sie so mitgeteilt haben wollen.',
  'payments.settings.follow':
    'Hält die Einstellungen, die für Zahlungen gelten: was eine Person an einem Tag zahlen darf.',
  'profile.profiles.create': 'Legt das Profil eines neuen Benutzers an.',
  'payments.wallets.open': 'Eröffnet das Wallet eines neuen Benutzers und macht ihn bezahlbar.',
  'payments.payees.rename': 'Hält die Anzeigenamen, die man über den Link einer Zahlungsanforderung sieht.',
  'payments.payments.process': 'Führt eine angenommene Zahlung aus.',
  'payments.payments.complete': 'Bringt eine Zahlung zum Empfänger oder zurück zum Zahlenden.',
  'admin.users.register': 'Macht Benutzer für Administratoren auffindbar, auch nach Rolle und Status.',
  'admin.users.rename': 'Hält die Anzeigenamen, die Administratoren sehen.',
  'admin.audit-entries.add': 'Schreibt ins Protokoll, was geschehen ist.',
  'gateway.live.deliver':
    'Bringt Ereignisse zu den Abonnenten; was kein Abonnement speist, wird fallen gelassen.',
  'profile.notifications.add':
    'Sagt denen, die ein Ereignis betrifft, über ihre Benachrichtigungen Bescheid.',
};
