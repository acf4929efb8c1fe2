import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    mixedUp:
      'This got mixed up with an earlier try that had other details, so nothing was moved. Check your payments, then try again.',
    notProven: 'You did not confirm that it is you, so nothing was moved. Try again when you like.',
    failed: 'Something went wrong on our side. Try again in a moment.',
    unreachable: 'Payloom could not be reached. Check your connection, then try again.',
    unanswered:
      'No answer came, so we do not know yet whether it went through. {again} It happens only once, however often you try.',
    dayIsSpent: 'You can pay {left} more today. The daily limit begins anew on {time}.',
    walletOpening: 'Your wallet is being opened. Try again in a moment.',
  },
  de: {
    mixedUp:
      'Das ist mit einem früheren Versuch mit anderen Angaben durcheinandergeraten, deshalb wurde nichts bewegt. Prüfen Sie Ihre Zahlungen und versuchen Sie es dann erneut.',
    notProven:
      'Sie haben nicht bestätigt, dass Sie es sind, deshalb wurde nichts bewegt. Versuchen Sie es jederzeit erneut.',
    failed: 'Bei uns ist etwas schiefgegangen. Versuchen Sie es gleich noch einmal.',
    unreachable: 'Payloom ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
    unanswered:
      'Es kam keine Antwort, deshalb wissen wir noch nicht, ob es geklappt hat. {again} Es geschieht nur einmal, wie oft Sie es auch versuchen.',
    dayIsSpent: 'Sie können heute noch {left} bezahlen. Das Tageslimit beginnt neu am {time}.',
    walletOpening: 'Ihr Wallet wird gerade eröffnet. Versuchen Sie es gleich noch einmal.',
  },
});
