import type { OddMail } from './odd-mail.ts';

/** Html that must never run or load anything; harmless wherever it does (X10, X11, X14). */
export const hostile: readonly OddMail[] = [
  {
    ago: 24,
    time: '04:44',
    lines: [
      'Date: {date}',
      'From: "<b>Parcel</b> Service" <notice@parcel-notice.example>',
      'To: aiko.tanaka@kumoi.example',
      'Subject: Your parcel <img src=x onerror=alert(1)> is waiting',
      'Message-ID: <notice-77@parcel-notice.example>',
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<html><head><style>body{background:url(https://parcel-notice.example/bg.png)}</style></head>',
      '<body onload="document.title=\'ran\'">',
      '<p>Your parcel could not be delivered. <a href="javascript:alert(1)">Choose a new date</a>.</p>',
      '<script>document.title = "ran"</script>',
      '<img src="https://parcel-notice.example/open.gif?who=aiko" width="1" height="1">',
      '</body></html>',
      '',
    ],
  },
];
