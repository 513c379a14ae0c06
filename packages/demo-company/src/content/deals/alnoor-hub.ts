import { xlsx } from '../../attachments/office.ts';
import { pdf } from '../../attachments/pdf.ts';
import { conversation } from '../../story/story.ts';
import type { DealStory } from '../deal.ts';

export const alnoorHub: DealStory = {
  key: 'alnoor-hub',
  name: 'Al Noor: vaccine hub in Dubai South',
  state: 'open',
  openedAgo: 84,
  organisation: 'alnoor',
  contacts: ['layla', 'omar', 'yusuf', 'fatima'],
  audience: 'sales',
  attachments: {
    boq: xlsx('BOQ-cold-hub.xlsx', [
      ['Item', 'Description', 'Qty', 'Unit price USD', 'Total USD'],
      [1, 'Logger -80 to +50 C, calibrated', 64, '', ''],
      [2, 'Gateway, redundant power', 8, '', ''],
      [3, 'Software, 3 years, 40 users', 1, '', ''],
      [4, 'Validation (IQ/OQ/PQ) documents', 1, '', ''],
    ]),
    priced: xlsx('BOQ-cold-hub-priced.xlsx', [
      ['Item', 'Description', 'Qty', 'Unit price USD', 'Total USD'],
      [1, 'KT-40F, calibrated at 4 points', 64, 410, 26240],
      [2, 'KG-4R gateway, redundant power', 8, 290, 2320],
      [3, 'Kumoi Trace, 3 years, users unlimited', 1, 18400, 18400],
      [4, 'Validation package', 1, 6500, 6500],
    ]),
    offer: pdf('offer-AN-2290.pdf', 'Commercial offer AN-2290', [
      'Al Noor Medical Supplies LLC, Dubai South',
      'Total USD 53,460, CIP Dubai, valid 90 days',
      'Payment 30 % with order, 60 % on delivery, 10 % after PQ',
    ]),
  },
  conversations: [
    conversation(
      'alnoor-request',
      'طلب معلومات: مراقبة درجات الحرارة في مستودع اللقاحات',
      `
@ 84 10:15 layla > aiko + fatima
السيدة تاناكا المحترمة،

تحية طيبة وبعد،

نحن في شركة النور للمستلزمات الطبية نقوم حالياً بإنشاء مستودع جديد للقاحات في دبي الجنوب، ويضم ثلاث غرف: 2 إلى 8 درجات مئوية، و‎-25 درجة، و‎-70 درجة. نبحث عن نظام مراقبة مستمرة متوافق مع متطلبات هيئة الصحة ومع ممارسات التوزيع الجيدة (GDP).

نرجو تزويدنا بما يلي:

- شهادات المعايرة وصلاحيتها
- إمكانية الإنذار باللغة العربية
- مدة الاحتفاظ بالسجلات
- تجارب سابقة في مستودعات مماثلة

مع خالص التقدير،

@ 83 09:40 aiko > layla + fatima, kenji
Dear Ms Al Mansoori,

Thank you very much for your message. I hope you will forgive me for answering in English; my colleague in Amman has checked that I understood everything.

- Calibration: every logger comes with a certificate at four points, valid for twelve months.
- Alarms in Arabic: yes, by text message and by telephone call.
- Records: ten years, or longer if you ask for it.
- A similar hub: a pharmaceutical wholesaler in Yokohama with 48 points, whose quality manager is willing to speak with yours.

شكراً جزيلاً لكم، ونتطلع إلى التعاون معكم.

@ 82 11:32 layla > aiko + fatima, kenji
السيدة تاناكا،

شكراً على ردكم السريع، ورسالتكم مفهومة تماماً. يمكنكم الكتابة بالإنجليزية وسأجيب بالعربية إن كان ذلك مناسباً لكم.

الدكتورة فاطمة صالح هي المسؤولة عن الجودة وستتواصل معكم بخصوص وثائق التحقق. أما الأسعار فيتولاها السيد يوسف رحمن من قسم المشتريات.

مع التحية،

@ 80 13:20 fatima > aiko, kenji + layla
Dear Aiko, dear Kenji,

Four questions from quality:

1. Do you deliver IQ, OQ and PQ protocols, or only templates?
2. Is the audit trail compliant with 21 CFR Part 11 and can it be exported in a readable form?
3. Who signs the calibration certificates, and under which accreditation?
4. If the network is down for 48 hours, what is lost?

@ 79 10:55 kenji > fatima + aiko, layla
Dear Dr. Saleh,

1. Filled-in protocols for your three rooms; you execute PQ with our engineer beside you.
2. Yes. PDF for people, CSV for machines, each record with who, when, what and why.
3. Our own laboratory, accredited to ISO/IEC 17025; the scope covers -80 to +95 °C.
4. Nothing. A logger stores 90 days at one reading per five minutes.

@ 77 15:05 fatima > kenji, aiko + layla
Excellent, thank you. On point 1 I would like to see one filled-in protocol from another customer, names blackened.
`,
    ),
    conversation(
      'alnoor-boq',
      'RFQ 0419 - Temperature monitoring, bill of quantities',
      `
@ 60 09:12 yusuf > aiko : with=boq
Dear Sir/Madam,

Kindly find attached the BOQ for the subject project and submit your most competitive offer not later than {+8}, 14:00 Gulf time. Offers received later shall not be considered.

Regards,

@ 53 12:10 aiko > yusuf + layla : with=priced,offer
Dear Mr Rahman,

Please find attached the priced bill of quantities and our commercial offer AN-2290, as requested and in time. Two notes: the software has no limit on users, and the validation package includes ten days of an engineer on your site.

@ 50 10:33 yusuf > aiko
Dear Ms Tanaka,

Your offer is technically the preferred one, and 11 % above the lowest. Kindly review.

@ 49 09:20 aiko > yusuf
Dear Mr Rahman,

Thank you for your frankness. I have reviewed it and can offer 4 % on items 1 and 2 if the order is placed within this quarter. I would ask you to compare item 4 with care: several suppliers deliver templates there, and Dr. Saleh's team would have to write the protocols itself.

@ 44 14:48 yusuf > aiko + fatima
Noted. Quality confirms that templates are not acceptable. We proceed with your offer to the final committee.
`,
    ),
    conversation(
      'alnoor-it',
      'Network requirements for the hub',
      `
@ 38 16:20 omar > aiko, kenji
Hi both,

Omar from IT. I need ports, protocols, addresses and bandwidth, and I need to know if anything calls home that I can't see. Our firewall blocks everything outgoing by default.

@ 37 10:48 kenji > omar + aiko
Hi Omar, one outgoing TLS connection per gateway to trace.kumoi.example, port 443, about 40 kB an hour each. No incoming connection, no discovery on your network, firmware comes through the same door and is signed. Certificate pinning can be switched off if you inspect TLS, but I would rather you didn't.

@ 37 09:05 omar > kenji + aiko
> one outgoing TLS connection per gateway
That's the shortest answer I've had from a vendor. We don't inspect. Approved.
`,
    ),
    conversation(
      'alnoor-committee',
      'قرار اللجنة النهائية',
      `
@ 5 12:30 layla > aiko + yusuf, fatima : flagged
السيدة تاناكا المحترمة،

يسرني إبلاغكم بأن اللجنة وافقت من حيث المبدأ على عرضكم رقم AN-2290. قبل إصدار أمر الشراء نحتاج إلى أمرين:

- تأكيد موعد التسليم خلال ثمانية أسابيع من تاريخ الأمر
- خطاب ضمان بقيمة 5% من مصرف في الإمارات

نأمل أن يكون المستودع جاهزاً قبل شهر رمضان المبارك.

مع أطيب التحيات،

@ 4 11:15 aiko > layla + yusuf, fatima
Dear Ms Al Mansoori,

This is wonderful news, thank you. I confirm eight weeks from the order. For the guarantee our finance department is talking to a bank with a branch in Dubai, and I expect an answer {+3w}.

@ 1 10:05 layla > aiko + yusuf, fatima : unread
شكراً جزيلاً. بانتظار رد المصرف. وقد بدأ المقاول بتركيب الأرفف في غرفة 2 إلى 8 درجات، فإذا رغب مهندسكم في معاينة أماكن الحساسات فهذا هو الوقت المناسب.
`,
    ),
  ],
};
