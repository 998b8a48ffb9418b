-- The database of a bank that does not exist, for the demo app. Loading it again starts it afresh.
-- Before it is loaded there is a database of its own, and a role demo_bank_reader that may log in.

drop table if exists entry, customer, policy, topic;

-- One row: a customer. Written by nobody while the demo runs.
create table customer (
  id            text primary key,
  name          text not null,
  segment       text not null,
  salutation_zh text not null,
  salutation_en text not null
);

insert into customer (id, name, segment, salutation_zh, salutation_en) values
  ('C-1001', '李梅',          'private',  '尊敬的李梅女士',   'Dear Ms Li'),
  ('C-1002', '王建国',        'private',  '尊敬的王建国先生', 'Dear Mr Wang'),
  ('C-1003', '陈思远',        'business', '尊敬的陈思远先生', 'Dear Mr Chen'),
  ('C-2001', 'Amelia Hart',   'private',  '尊敬的Hart女士',   'Dear Ms Hart'),
  ('C-2002', 'Daniel Okafor', 'business', '尊敬的Okafor先生', 'Dear Mr Okafor'),
  ('C-2003', 'Sofia Marsh',   'private',  '尊敬的Marsh女士',  'Dear Ms Marsh');

-- One row: an entry of an account that a complaint may be about, and how to say it in both languages.
create table entry (
  customer text           not null references customer,
  booked   date           not null,
  amount   numeric(12, 2) not null,
  label    text           not null,
  what_zh  text           not null,
  party_zh text           not null,
  state_zh text           not null,
  what_en  text           not null,
  party_en text           not null,
  state_en text           not null,
  primary key (customer, booked, label)
);

insert into entry (customer, booked, amount, label, what_zh, party_zh, state_zh, what_en, party_en, state_en) values
  ('C-1001', current_date - 3, 2680.00, 'card-charge',    '银行卡网上消费', '云帆数码商城',       '状态为已入账',       'a card payment online',    'paid to Yunfan Digital',    'booked'),
  ('C-1001', current_date - 40, 59.90,  'card-charge',    '银行卡消费',     '转角书店',           '状态为已入账',       'a card payment',           'paid to Corner Books',      'booked'),
  ('C-1002', current_date - 2, 15000.00, 'transfer-delay', '跨行转账',       '收款人王小雨',       '状态为等待对方银行确认', 'a transfer',               'to Wang Xiaoyu',            'waiting for the other bank'),
  ('C-1003', current_date - 9, 300.00,  'fee',            '账户管理费',     '对公账户',           '状态为已扣收',       'an account fee',           'for the business account',  'charged'),
  ('C-2001', current_date - 1, 412.35,  'card-charge',    '银行卡网上消费', 'Nordlicht Outdoor',  '状态为待入账',       'a card payment online',    'paid to Nordlicht Outdoor', 'not booked yet'),
  ('C-2002', current_date - 4, 8200.00, 'transfer-delay', '境外汇款',       '收款人Adeyemi Foods', '状态为等待中间行处理', 'a transfer abroad',        'to Adeyemi Foods',          'with a bank in between'),
  ('C-2003', current_date - 12, 120.00, 'fee',            '信用卡年费',     '信用卡',             '状态为已扣收',       'the yearly fee',           'for the credit card',       'charged');

-- One row: a sentence of the bank's policy, with the mark it is cited by.
create table policy (
  code     text not null,
  label    text not null,
  language text not null check (language in ('zh', 'en')),
  sentence text not null,
  primary key (code, language)
);

insert into policy (code, label, language, sentence) values
  ('CARD-1',  'card-charge',    'zh', '客户报告不认识的银行卡消费后，本行立即冻结该卡，并免费补发新卡，新卡在三个工作日内寄出。'),
  ('CARD-2',  'card-charge',    'zh', '对客户未授权的消费，本行在收到报告后一个工作日内先行垫付全部金额，调查期间不计利息。'),
  ('CARD-3',  'card-charge',    'zh', '客户须在交易日起十三个月内报告未授权的消费。'),
  ('CARD-4',  'card-charge',    'zh', '调查在十个工作日内完成，结果以书面形式告知客户。'),
  ('CARD-1',  'card-charge',    'en', 'When a customer reports a card payment they do not recognise, the bank blocks the card at once and sends a new one free of charge within three working days.'),
  ('CARD-2',  'card-charge',    'en', 'The bank gives the customer the money back for a payment they did not make within one working day of the report, while it investigates.'),
  ('CARD-3',  'card-charge',    'en', 'An unauthorised payment must be reported within thirteen months of the payment.'),
  ('CARD-4',  'card-charge',    'en', 'The investigation ends within ten working days, and the customer is told the result in writing.'),

  ('TRANS-1', 'transfer-delay', 'zh', '境内跨行转账最迟在下一个工作日到账。'),
  ('TRANS-2', 'transfer-delay', 'zh', '转账逾期未到账的，本行在两个工作日内向对方银行发起查询，并将查询结果告知客户。'),
  ('TRANS-3', 'transfer-delay', 'zh', '因本行原因造成转账延迟的，本行补偿延迟期间的利息并退还手续费。'),
  ('TRANS-4', 'transfer-delay', 'zh', '境外汇款通常需要三至五个工作日，中间行可能另行收费。'),
  ('TRANS-1', 'transfer-delay', 'en', 'A transfer to another bank in the country arrives on the next working day at the latest.'),
  ('TRANS-2', 'transfer-delay', 'en', 'When the money has not arrived in time, the bank finds out within two working days where it is and tells the customer.'),
  ('TRANS-3', 'transfer-delay', 'en', 'If the bank caused the delay, it pays the interest for the days lost and returns the transfer fee.'),
  ('TRANS-4', 'transfer-delay', 'en', 'A transfer abroad usually takes three to five working days, and banks in between may charge a fee of their own.'),

  ('FEE-1',   'fee',            'zh', '本行在收取任何费用前至少三十天书面通知客户。'),
  ('FEE-2',   'fee',            'zh', '未按时通知的费用，经客户提出后在五个工作日内全额退还。'),
  ('FEE-3',   'fee',            'zh', '对公账户季度日均余额不低于五万元的，免收账户管理费。'),
  ('FEE-4',   'fee',            'zh', '信用卡一年内消费满六次，免收次年年费。'),
  ('FEE-1',   'fee',            'en', 'The bank announces every fee in writing at least thirty days before it is charged.'),
  ('FEE-2',   'fee',            'en', 'A fee that was not announced in time is returned in full within five working days once the customer asks for it.'),
  ('FEE-3',   'fee',            'en', 'A business account with an average balance of at least CNY 50,000 in the quarter pays no account fee.'),
  ('FEE-4',   'fee',            'en', 'A credit card that was used six times in a year pays no yearly fee for the next year.'),

  ('APP-1',   'app-access',     'zh', '连续五次输错密码后，手机银行登录将锁定二十四小时，以保护客户资金安全。'),
  ('APP-2',   'app-access',     'zh', '客户可凭身份证件在任一网点或通过客服热线核实身份后立即解锁。'),
  ('APP-3',   'app-access',     'zh', '更换手机后，须在新手机上用短信验证码和银行卡重新绑定设备。'),
  ('APP-1',   'app-access',     'en', 'After five wrong passwords the mobile app is locked for twenty-four hours to protect the customer''s money.'),
  ('APP-2',   'app-access',     'en', 'The app is unlocked at once when the customer proves who they are, in any branch or on the hotline.'),
  ('APP-3',   'app-access',     'en', 'After a change of phone, the new phone is registered in the app with a code sent by text message and the bank card.'),

  ('SERV-1',  'service',        'zh', '网点排队等候超过三十分钟的，客户可要求值班经理优先安排办理。'),
  ('SERV-2',  'service',        'zh', '对工作人员服务态度的投诉由网点负责人在三个工作日内核实，并向客户致歉和反馈处理结果。'),
  ('SERV-3',  'service',        'zh', '多数业务可以通过手机银行预约，到网点后无需排队。'),
  ('SERV-1',  'service',        'en', 'A customer who has waited in a branch for more than thirty minutes may ask the manager on duty to be served first.'),
  ('SERV-2',  'service',        'en', 'A complaint about how staff behaved is looked into by the head of the branch within three working days, who apologises and tells the customer what was done.'),
  ('SERV-3',  'service',        'en', 'Most visits to a branch can be booked in the mobile app, so that there is no queue.'),

  ('DESK-1',  'other',          'zh', '本行在一个工作日内确认收到投诉，并在十五个工作日内给出书面答复。'),
  ('DESK-2',  'other',          'zh', '客户对答复不满意的，可以要求由投诉受理组负责人复核。'),
  ('DESK-1',  'other',          'en', 'The bank confirms a complaint within one working day and answers it in writing within fifteen working days.'),
  ('DESK-2',  'other',          'en', 'A customer who is not content with the answer may ask the head of the complaint desk to look at it again.');

-- One row: what a label is called in a letter, what happens next, and in how many days.
create table topic (
  label     text not null,
  language  text not null check (language in ('zh', 'en')),
  title     text not null,
  next_step text not null,
  days      int  not null,
  primary key (label, language)
);

insert into topic (label, language, title, next_step, days) values
  ('card-charge',    'zh', '一笔您不认识的银行卡消费', '请在手机银行“卡片管理”中确认冻结该卡，其余由我们办理。', 14),
  ('card-charge',    'en', 'a card payment you do not recognise', 'Please confirm in the app under "Cards" that we may block the card; we do the rest.', 14),
  ('transfer-delay', 'zh', '一笔没有到账的转账', '我们已向对方银行发起查询，您无需再做任何事。', 3),
  ('transfer-delay', 'en', 'a transfer that has not arrived', 'We have asked the receiving bank; there is nothing more for you to do.', 3),
  ('fee',            'zh', '一笔您认为不该收取的费用', '我们正在核对该费用的通知记录。', 7),
  ('fee',            'en', 'a fee you did not expect', 'We are checking when and how this fee was announced to you.', 7),
  ('app-access',     'zh', '无法登录手机银行', '请携带身份证件到任一网点，或拨打客服热线核实身份。', 1),
  ('app-access',     'en', 'access to the mobile app', 'Please bring an identity card to any branch, or call the hotline, and we unlock the app.', 1),
  ('service',        'zh', '我们的服务没有让您满意', '网点负责人会亲自与您联系。', 4),
  ('service',        'en', 'service that was not good enough', 'The head of the branch will call you in person.', 4),
  ('other',          'zh', '一件需要查明的事', '我们会请相关部门查明情况。', 21),
  ('other',          'en', 'a matter we have to look into', 'We are asking the department in charge to find out what happened.', 21);

-- The connector signs in as this role: it may read these tables, and nothing else.
grant usage on schema public to demo_bank_reader;
grant select on customer, entry, policy, topic to demo_bank_reader;
