import { loadLanguage } from './i18n/language';

/**
 * The texts must be in place before any module of the application is evaluated (route titles and
 * other constants are translated when their module loads), hence the second, dynamic import.
 */
async function main(): Promise<void> {
  const language = await loadLanguage();
  const { start } = await import('./start');
  await start(language);
}

main().catch((error: unknown) => {
  console.error(error);
  const message = document.createElement('p');
  message.setAttribute('role', 'alert');
  message.style.cssText = 'margin:15vh auto;max-width:40ch;font:16px/1.5 system-ui,sans-serif';
  message.textContent =
    'The application could not be loaded. Please check the connection and reload the page. · ' +
    'Die Anwendung konnte nicht geladen werden. Bitte Verbindung prüfen und die Seite neu laden.';
  document.body.replaceChildren(message);
});
