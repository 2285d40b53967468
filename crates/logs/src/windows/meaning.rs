//! What the number of a Windows event means: what was done, how it went, by whom, to what.
//!
//! Sources: Microsoft's “Appendix L: Events to Monitor” and the page of each event under “Advanced security audit policy settings”
//! (learn.microsoft.com), for the Security log; the manifests of the providers named below for the others. A number means something
//! only together with its provider.

use crate::event::Outcome::{self, Failure, Success, Unknown};

/// Who acted: the account in whose name the request was made, or the account that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Subject,
    Target,
}

/// What it was done to, and the data that name it, the first that says anything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Object {
    pub(crate) kind: &'static str,
    pub(crate) id: &'static [&'static str],
    pub(crate) name: &'static [&'static str],
}

/// The meaning of a number. Where Windows says itself how it went (the audit keywords), that counts, not this.
#[derive(Debug)]
pub(crate) struct Meaning {
    pub(crate) action: &'static str,
    pub(crate) outcome: Outcome,
    pub(crate) who: Who,
    pub(crate) object: Option<Object>,
}

const ACCOUNT: Object =
    Object { kind: "account", id: &["TargetSid", "TargetUserSid"], name: &["TargetUserName", "SamAccountName"] };
const GROUP: Object = Object { kind: "group", id: &["TargetSid"], name: &["TargetUserName"] };
const OTHER_ACCOUNT: Object = Object { kind: "account", id: &["TargetSid"], name: &["TargetUserName"] };
const PROCESS: Object =
    Object { kind: "process", id: &["NewProcessId", "ProcessId"], name: &["NewProcessName", "ProcessName", "Image"] };
const SERVICE: Object =
    Object { kind: "service", id: &["ImagePath", "ServiceFileName", "param4"], name: &["ServiceName", "param1"] };
const LOG: Object = Object { kind: "log", id: &[], name: &["Channel"] };
const POLICY: Object =
    Object { kind: "audit_policy", id: &["SubcategoryGuid"], name: &["SubcategoryId", "CategoryId"] };
const DOMAIN_POLICY: Object = Object { kind: "policy", id: &[], name: &["DomainName", "DomainPolicyChanged"] };
const TASK: Object = Object { kind: "task", id: &[], name: &["TaskName"] };
const FILE: Object = Object { kind: "file", id: &["HandleId"], name: &["ObjectName", "TargetFilename"] };
const SHARE: Object = Object { kind: "share", id: &["ShareLocalPath"], name: &["ShareName"] };
const CLOCK: Object = Object { kind: "clock", id: &[], name: &["NewTime"] };
const RULE: Object =
    Object { kind: "firewall_rule", id: &["RuleId"], name: &["RuleName", "SettingType", "SettingValueText"] };
const THREAT: Object = Object { kind: "threat", id: &["Threat ID"], name: &["Threat Name"] };
const KEY: Object = Object { kind: "registry", id: &[], name: &["TargetObject", "ObjectName"] };
const DISK: Object = Object { kind: "volume", id: &["VolumeName"], name: &["VolumeMountPoint"] };
const CREDENTIAL: Object = Object { kind: "credential", id: &[], name: &["TargetName"] };

const fn means(action: &'static str, outcome: Outcome, who: Who, object: Option<Object>) -> Meaning {
    Meaning { action, outcome, who, object }
}

/// The table of the Security log (provider Microsoft-Windows-Security-Auditing, and Microsoft-Windows-Eventlog for 1100–1108).
const SECURITY: &[(&[u32], Meaning)] = &[
    (&[1100], means("log_stop", Unknown, Who::Subject, None)),
    (&[1101, 1108], means("log_error", Failure, Who::Subject, None)),
    (&[1102], means("log_clear", Success, Who::Subject, Some(LOG))),
    (&[1104], means("log_full", Failure, Who::Subject, None)),
    (&[4608], means("system_start", Success, Who::Subject, None)),
    (&[4609], means("system_stop", Success, Who::Subject, None)),
    (&[4616], means("clock_change", Success, Who::Subject, Some(CLOCK))),
    (&[4624], means("logon", Success, Who::Target, None)),
    (&[4625], means("logon", Failure, Who::Target, None)),
    (&[4634, 4647], means("logoff", Success, Who::Target, None)),
    (&[4648], means("logon_explicit", Success, Who::Subject, Some(OTHER_ACCOUNT))),
    (&[4649], means("replay_attack", Failure, Who::Target, None)),
    (&[4656, 4663, 4690], means("object_access", Success, Who::Subject, Some(FILE))),
    (&[4657], means("registry_change", Success, Who::Subject, Some(KEY))),
    (&[4660], means("object_delete", Success, Who::Subject, Some(FILE))),
    (&[4670], means("permission_change", Success, Who::Subject, Some(FILE))),
    (&[4672], means("privilege_assign", Success, Who::Subject, None)),
    (&[4673, 4674], means("privilege_use", Unknown, Who::Subject, None)),
    (&[4688], means("process_start", Success, Who::Subject, Some(PROCESS))),
    (&[4689], means("process_end", Success, Who::Subject, Some(PROCESS))),
    (&[4697], means("service_install", Success, Who::Subject, Some(SERVICE))),
    (&[4698], means("task_create", Success, Who::Subject, Some(TASK))),
    (&[4699], means("task_delete", Success, Who::Subject, Some(TASK))),
    (&[4700, 4701, 4702], means("task_change", Success, Who::Subject, Some(TASK))),
    (&[4713, 4714, 4716, 4739], means("policy_change", Success, Who::Subject, Some(DOMAIN_POLICY))),
    (
        &[4719, 4817, 4902, 4904, 4905, 4906, 4907, 4908, 4912],
        means("audit_policy_change", Success, Who::Subject, Some(POLICY)),
    ),
    (&[4720], means("account_create", Success, Who::Subject, Some(ACCOUNT))),
    (&[4722], means("account_enable", Success, Who::Subject, Some(ACCOUNT))),
    (&[4723], means("password_change", Success, Who::Subject, Some(ACCOUNT))),
    (&[4724], means("password_reset", Success, Who::Subject, Some(ACCOUNT))),
    (&[4725], means("account_disable", Success, Who::Subject, Some(ACCOUNT))),
    (&[4726], means("account_delete", Success, Who::Subject, Some(ACCOUNT))),
    (&[4727, 4731, 4754, 4744, 4749, 4759], means("group_create", Success, Who::Subject, Some(GROUP))),
    (&[4728, 4732, 4756, 4746, 4751, 4761], means("group_member_add", Success, Who::Subject, Some(GROUP))),
    (&[4729, 4733, 4757, 4747, 4752, 4762], means("group_member_remove", Success, Who::Subject, Some(GROUP))),
    (&[4730, 4734, 4758, 4748, 4753, 4763], means("group_delete", Success, Who::Subject, Some(GROUP))),
    (&[4735, 4737, 4755, 4745, 4750, 4760, 4764], means("group_change", Success, Who::Subject, Some(GROUP))),
    (&[4738, 4742, 4781], means("account_change", Success, Who::Subject, Some(ACCOUNT))),
    (&[4740], means("account_lock", Failure, Who::Subject, Some(ACCOUNT))),
    (&[4741], means("account_create", Success, Who::Subject, Some(ACCOUNT))),
    (&[4743], means("account_delete", Success, Who::Subject, Some(ACCOUNT))),
    (&[4767], means("account_unlock", Success, Who::Subject, Some(ACCOUNT))),
    (&[4768, 4769, 4770], means("ticket_request", Success, Who::Target, None)),
    (&[4771, 4772, 4773], means("ticket_request", Failure, Who::Target, None)),
    (&[4774, 4776], means("credential_check", Unknown, Who::Target, None)),
    (&[4775, 4777], means("credential_check", Failure, Who::Target, None)),
    (&[4778], means("session_reconnect", Success, Who::Target, None)),
    (&[4779], means("session_disconnect", Success, Who::Target, None)),
    (&[4798, 4799], means("group_read", Success, Who::Subject, Some(GROUP))),
    (&[4800], means("screen_lock", Success, Who::Target, None)),
    (&[4801], means("screen_unlock", Success, Who::Target, None)),
    (&[4825], means("logon", Failure, Who::Target, None)),
    (&[4944, 4945, 4954, 4956], means("firewall_read", Unknown, Who::Subject, None)),
    (&[4946], means("firewall_rule_add", Success, Who::Subject, Some(RULE))),
    (&[4947], means("firewall_rule_change", Success, Who::Subject, Some(RULE))),
    (&[4948], means("firewall_rule_delete", Success, Who::Subject, Some(RULE))),
    (&[4949, 4950], means("firewall_change", Success, Who::Subject, Some(RULE))),
    (&[5024], means("firewall_start", Success, Who::Subject, None)),
    (&[5025], means("firewall_stop", Unknown, Who::Subject, None)),
    (&[5058, 5059, 5061], means("key_use", Unknown, Who::Subject, None)),
    (&[5136, 5137, 5139, 5141], means("directory_change", Success, Who::Subject, Some(FILE))),
    (&[5140, 5145], means("share_access", Success, Who::Subject, Some(SHARE))),
    (&[5142, 5143, 5144], means("share_change", Success, Who::Subject, Some(SHARE))),
    (&[5152, 5157, 5150, 5151], means("connection", Failure, Who::Subject, None)),
    (&[5154, 5156, 5158], means("connection", Success, Who::Subject, None)),
    (&[5379, 5381, 5382], means("credential_read", Success, Who::Subject, Some(CREDENTIAL))),
    (&[5376, 5377], means("credential_change", Success, Who::Subject, Some(CREDENTIAL))),
    (&[5447], means("firewall_change", Success, Who::Subject, Some(RULE))),
    (&[6272], means("logon", Success, Who::Subject, None)),
    (&[6273], means("logon", Failure, Who::Subject, None)),
    (&[6416], means("device_connect", Success, Who::Subject, None)),
    (&[6423, 6424], means("device_block", Failure, Who::Subject, None)),
];

/// The other providers: part of their name → table.
type Table = &'static [(&'static [u32], Meaning)];
const OTHERS: &[(&str, Table)] = &[
    (
        "Microsoft-Windows-Eventlog",
        &[
            (&[104], means("log_clear", Success, Who::Subject, Some(LOG))),
            (&[1102], means("log_clear", Success, Who::Subject, Some(LOG))),
            (&[1100], means("log_stop", Unknown, Who::Subject, None)),
            (&[1104], means("log_full", Failure, Who::Subject, None)),
        ],
    ),
    (
        "Service Control Manager",
        &[
            (&[7045], means("service_install", Success, Who::Subject, Some(SERVICE))),
            (&[7040], means("service_change", Success, Who::Subject, Some(SERVICE))),
            (&[7036], means("service_state", Success, Who::Subject, Some(SERVICE))),
            (&[7000, 7009, 7011, 7023, 7024, 7031, 7034], means("service_state", Failure, Who::Subject, Some(SERVICE))),
        ],
    ),
    (
        "TerminalServices-RemoteConnectionManager",
        &[
            (&[1149], means("remote_logon", Success, Who::Target, None)),
            (&[261], means("connection", Success, Who::Target, None)),
        ],
    ),
    (
        "TerminalServices-LocalSessionManager",
        &[
            (&[21, 22], means("remote_logon", Success, Who::Target, None)),
            (&[23], means("logoff", Success, Who::Target, None)),
            (&[24, 39, 40], means("session_disconnect", Success, Who::Target, None)),
            (&[25], means("session_reconnect", Success, Who::Target, None)),
        ],
    ),
    (
        "Windows Defender",
        &[
            (&[1006, 1015, 1116], means("malware_found", Unknown, Who::Subject, Some(THREAT))),
            (&[1007, 1117], means("malware_handled", Success, Who::Subject, Some(THREAT))),
            (&[1008, 1118, 1119], means("malware_handled", Failure, Who::Subject, Some(THREAT))),
            (&[1151], means("antivirus_health", Success, Who::Subject, None)),
            (&[2000], means("antivirus_update", Success, Who::Subject, None)),
            (&[2001, 2003], means("antivirus_update", Failure, Who::Subject, None)),
            (&[5001, 5008, 5010, 5012], means("antivirus_stop", Unknown, Who::Subject, None)),
            (&[5004, 5007], means("antivirus_change", Success, Who::Subject, None)),
        ],
    ),
    (
        "Windows Firewall With Advanced Security",
        &[
            (&[2002, 2003, 2008, 2010], means("firewall_change", Success, Who::Subject, Some(RULE))),
            (&[2004, 2071, 2097], means("firewall_rule_add", Success, Who::Subject, Some(RULE))),
            (&[2005, 2073, 2099], means("firewall_rule_change", Success, Who::Subject, Some(RULE))),
            (&[2006, 2033, 2052], means("firewall_rule_delete", Success, Who::Subject, Some(RULE))),
        ],
    ),
    (
        "Microsoft-Windows-Kernel-General",
        &[
            (&[1], means("clock_change", Success, Who::Subject, Some(CLOCK))),
            (&[12], means("system_start", Success, Who::Subject, None)),
            (&[13], means("system_stop", Success, Who::Subject, None)),
        ],
    ),
    (
        "EventLog",
        &[
            (&[6005], means("log_start", Success, Who::Subject, None)),
            (&[6006], means("log_stop", Success, Who::Subject, None)),
            (&[6008], means("system_stop", Failure, Who::Subject, None)),
        ],
    ),
    (
        "Microsoft-Windows-BitLocker",
        &[(&[768, 770, 773, 774, 775, 782, 796, 817], means("encryption_change", Success, Who::Subject, Some(DISK)))],
    ),
    (
        "Microsoft-Windows-Sysmon",
        &[
            (&[1], means("process_start", Success, Who::Subject, Some(PROCESS))),
            (&[2], means("file_time_change", Success, Who::Subject, Some(FILE))),
            (&[3], means("connection", Success, Who::Subject, None)),
            (&[5], means("process_end", Success, Who::Subject, Some(PROCESS))),
            (&[10], means("process_access", Success, Who::Subject, Some(PROCESS))),
            (&[11], means("file_create", Success, Who::Subject, Some(FILE))),
            (&[12, 13, 14], means("registry_change", Success, Who::Subject, Some(KEY))),
            (&[23, 26], means("file_delete", Success, Who::Subject, Some(FILE))),
        ],
    ),
    ("Microsoft-Windows-PowerShell", &[(&[4103, 4104], means("script_run", Unknown, Who::Subject, None))]),
    (
        "Microsoft-Windows-TaskScheduler",
        &[
            (&[106], means("task_create", Success, Who::Subject, Some(TASK))),
            (&[140], means("task_change", Success, Who::Subject, Some(TASK))),
            (&[141], means("task_delete", Success, Who::Subject, Some(TASK))),
        ],
    ),
];

/// What the number means, or nothing when it is not in the table.
pub(crate) fn of(provider: &str, channel: &str, number: u32) -> Option<&'static Meaning> {
    if provider == "Microsoft-Windows-Security-Auditing" || (channel == "Security" && provider.is_empty()) {
        return find(SECURITY, number);
    }
    let (_, table) = OTHERS.iter().find(|(name, _)| provider.contains(name))?;
    find(table, number)
}

fn find(table: Table, number: u32) -> Option<&'static Meaning> {
    table.iter().find(|(numbers, _)| numbers.contains(&number)).map(|(_, meaning)| meaning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_number_means_one_thing_only() {
        let tables = OTHERS.iter().map(|(name, table)| (*name, *table)).chain([("Security", SECURITY)]);
        for (name, table) in tables {
            let mut seen = BTreeSet::new();
            for number in table.iter().flat_map(|(numbers, _)| *numbers) {
                assert!(seen.insert(number), "{name} {number} twice");
            }
        }
    }

    #[test]
    fn a_number_means_nothing_without_its_provider() {
        assert_eq!(
            of("Microsoft-Windows-Security-Auditing", "Security", 4720).map(|it| it.action),
            Some("account_create")
        );
        assert!(of("Some Backup", "Application", 4720).is_none());
        assert_eq!(of("Microsoft-Windows-Eventlog", "System", 104).map(|it| it.action), Some("log_clear"));
    }
}
