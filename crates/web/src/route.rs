//! The one list of routes. Each has the action that it needs; the guard refuses before a handler runs, and the handler
//! can't reach data without the permit anyway.

use crate::{
    Site, access, assessment, asset, catalog,
    cx::{Cx, Visitor},
    error::PageError,
    evidence, facility, home, inspection, intake, journal,
    ledger::{self, stocktake},
    network,
    readiness::{backup, bcp, calendar, contact_chart, drill, emergency, incident, task},
    remediation, search, set_up, staff,
    upload::MAX_UPLOAD,
    vendor::{self, disclosure, remote_access, split, system_view},
    workbook,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    handler::Handler,
    http::Method,
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse as _, Response},
    routing::{MethodRouter, get, post},
};
use domain::access::{ActionKind, may};
use std::sync::Arc;

/// What a route needs of its visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: doors, login, assets.
    Nothing,
    /// A login.
    Login,
    /// A login whose roles in force allow the action.
    May(ActionKind),
}

/// One registered route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// `GET` or `POST`.
    pub method: Method,
    /// Path with `{parameters}`.
    pub path: &'static str,
    /// What it needs.
    pub need: Need,
}

struct Routes {
    site: Site,
    router: Router<Site>,
    table: Vec<Row>,
}

impl Routes {
    fn get<H: Handler<T, Site>, T: 'static>(self, path: &'static str, need: Need, handler: H) -> Self {
        self.add(Method::GET, path, need, get(handler))
    }

    fn post<H: Handler<T, Site>, T: 'static>(self, path: &'static str, need: Need, handler: H) -> Self {
        self.add(Method::POST, path, need, post(handler))
    }

    /// A form with a file: its body may be as large as the largest file.
    fn post_file<H: Handler<T, Site>, T: 'static>(self, path: &'static str, need: Need, handler: H) -> Self {
        self.add(Method::POST, path, need, post(handler).layer(DefaultBodyLimit::max(MAX_UPLOAD)))
    }

    /// A form with a file whose words are kept even where the file is too large: the form counts itself.
    fn post_words<H: Handler<T, Site>, T: 'static>(self, path: &'static str, need: Need, handler: H) -> Self {
        self.add(Method::POST, path, need, post(handler).layer(DefaultBodyLimit::disable()))
    }

    fn add(mut self, method: Method, path: &'static str, need: Need, handler: MethodRouter<Site>) -> Self {
        let guarded = handler.layer(from_fn_with_state((self.site.clone(), need), guard));
        self.router = self.router.route(path, guarded);
        self.table.push(Row { method, path, need });
        self
    }
}

/// Refuses a visitor who may not, before the handler runs.
async fn guard(State((_site, need)): State<(Site, Need)>, request: Request, next: Next) -> Response {
    let Some(visitor) = request.extensions().get::<Visitor>() else {
        return PageError::Internal("no visitor".to_owned()).into_response();
    };
    let refused = match (need, visitor.actor()) {
        (Need::Nothing, _) | (Need::Login, Some(_)) => None,
        (Need::Login | Need::May(_), None) => Some(PageError::LoginNeeded),
        (Need::May(action), Some(actor)) => (!may(actor, action)).then_some(PageError::Denied(action)),
    };
    let cx = visitor.cx();
    match refused {
        None => with_page(&cx, next.run(request).await).await,
        Some(error) => error.page(&cx),
    }
}

/// A handler's error travels in its response; here it becomes its page.
async fn with_page(cx: &Cx, response: Response) -> Response {
    match response.extensions().get::<Arc<PageError>>() {
        Some(error) => error.page(cx),
        None => response,
    }
}

/// The table of all routes, for tests and for the role × action page of the manual.
#[must_use]
pub fn table(site: &Site) -> Vec<Row> {
    register(site.clone()).table
}

pub(crate) fn all(site: &Site) -> Router<Site> {
    register(site.clone()).router
}

fn register(site: Site) -> Routes {
    use ActionKind::{
        AnswerItem, ApproveBcp, ApproveChart, ApproveProcedure, CountStocktake, DropSample, EditFacility, MakePack,
        ManageBackups, ManageBcp, ManageChart, ManageDrills, ManageEvidence, ManageIncident, ManageLedger,
        ManageNetwork, ManageRemediation, ManageStaff, ManageStocktake, ManageVendors, OpenAssessment, ReadJournal,
        RecordPaperSignature, ReportIncident, SignRound, VerifyWording, View,
    };
    use Need::{Login, May, Nothing};
    Routes { site, router: Router::new(), table: Vec::new() }
        .get("/", Nothing, home::show)
        .get("/administrator", May(View), home::administrator)
        .get("/set-up", Nothing, set_up::show)
        .post("/set-up", Nothing, set_up::register)
        .post("/set-up/sample", Nothing, set_up::sample)
        .post("/sample/act-as", May(View), set_up::act_as)
        .post("/sample/remove", May(DropSample), set_up::remove_sample)
        .get("/certificate", Nothing, set_up::certificate)
        .get("/certificate/sakimori-ca.pem", Nothing, set_up::certificate_file)
        .get("/login", Nothing, access::show_login)
        .post("/login", Nothing, access::log_in)
        .post("/logout", Login, access::log_out)
        .post("/language", Nothing, access::language)
        .get("/password", Login, access::show_password)
        .post("/password", Login, access::change_password)
        .get("/assessments", May(View), assessment::list)
        .get("/assessments/new", May(OpenAssessment), assessment::show_new)
        .post("/assessments", May(OpenAssessment), assessment::open)
        .get("/assessments/{id}", May(View), assessment::show)
        .get("/assessments/{id}/items/{item}", May(View), assessment::history)
        .post("/assessments/{id}/items/{item}/answer", May(AnswerItem), assessment::answer)
        .get("/assessments/{id}/rounds/{round}/sign-off", May(View), assessment::show_sign_off)
        .post("/assessments/{id}/rounds/{round}/sign-off", May(SignRound), assessment::sign_by_login)
        .post("/assessments/{id}/rounds/{round}/paper", May(RecordPaperSignature), assessment::sign_on_paper)
        .get("/assessments/{id}/wordings", May(View), catalog::show)
        .post("/assessments/{id}/wordings", May(VerifyWording), catalog::verify)
        .get("/packs", May(View), inspection::list)
        .post("/assessments/{id}/packs", May(MakePack), inspection::make)
        .get("/packs/{id}/pdf", May(View), inspection::pdf)
        .get("/packs/{id}/zip", May(View), inspection::zip)
        .get("/evidence", May(View), evidence::list)
        .post_file("/evidence", May(ManageEvidence), evidence::add)
        .get("/evidence/{id}", May(View), evidence::show)
        .post_file("/evidence/{id}", May(ManageEvidence), evidence::change)
        .post("/evidence/{id}/withdraw", May(ManageEvidence), evidence::withdraw)
        .get("/evidence/{id}/preview", May(View), evidence::preview)
        .get("/evidence/{id}/versions/{version}", May(View), evidence::download)
        .get("/assessments/carry", May(OpenAssessment), assessment::preview_carry)
        .post("/assessments/carry", May(OpenAssessment), assessment::open_carry)
        .get("/remediations", May(View), remediation::list)
        .get("/remediations/workbook", May(View), remediation::workbook)
        .get("/remediations/plan", May(View), remediation::show_make)
        .get("/remediations/plan/pdf", May(View), remediation::pdf)
        .get("/remediations/{id}/{item}", May(View), remediation::show)
        .post("/remediations/{id}/{item}", May(ManageRemediation), remediation::change)
        .post("/remediations/{id}/{item}/comments", May(ManageRemediation), remediation::comment)
        .get("/workbooks", May(View), workbook::list)
        .get("/workbooks/lists", May(View), workbook::lists)
        .get("/assessments/{id}/workbook", May(View), workbook::form)
        .post_file("/intake", May(AnswerItem), intake::take)
        .get("/intake/{file}", May(AnswerItem), intake::preview)
        .post("/intake/{file}", May(AnswerItem), intake::apply)
        .get("/vendors", May(View), vendor::list)
        .post("/vendors", May(ManageVendors), vendor::add)
        .get("/vendors/import", May(ManageVendors), vendor::import::show)
        .post_file("/vendors/import", May(ManageVendors), vendor::import::take)
        .get("/vendors/import/{file}", May(ManageVendors), vendor::import::preview)
        .post("/vendors/import/{file}", May(ManageVendors), vendor::import::apply)
        .get("/vendors/requests", May(View), vendor::request::list)
        .post("/vendors/requests", May(ManageVendors), vendor::request::ask)
        .get("/vendors/requests/letters", May(View), vendor::request::all_letters)
        .get("/vendors/requests/{request}", May(View), vendor::request::show)
        .get("/vendors/requests/{request}/letter", May(View), vendor::request::letter)
        .get("/vendors/requests/{request}/workbook", May(View), vendor::reply::workbook)
        .get("/vendors/requests/{request}/answer-file", May(View), vendor::reply::answer_file)
        .post_file("/vendors/requests/{request}/file", May(ManageVendors), vendor::reply::take)
        .get("/vendors/requests/{request}/file/{file}", May(ManageVendors), vendor::reply::preview)
        .post("/vendors/requests/{request}/file/{file}", May(ManageVendors), vendor::reply::apply)
        .post("/vendors/requests/{request}", May(ManageVendors), vendor::request::change)
        .post("/vendors/requests/{request}/links", May(ManageVendors), vendor::request::link)
        .post("/vendors/requests/{request}/links/{link}/revoke", May(ManageVendors), vendor::request::revoke)
        .post("/vendors/requests/{request}/mail", May(ManageVendors), vendor::request::mail)
        .post("/vendors/requests/{request}/sent", May(ManageVendors), vendor::request::sent)
        .post("/vendors/requests/{request}/submissions/{submission}/accept", May(AnswerItem), vendor::request::take)
        .post(
            "/vendors/requests/{request}/submissions/{submission}/return",
            May(AnswerItem),
            vendor::request::send_back,
        )
        .get("/vendors/{vendor}", May(View), vendor::show)
        .post("/vendors/{vendor}", May(ManageVendors), vendor::change)
        .post("/vendors/{vendor}/contacts", May(ManageVendors), vendor::register::contacts)
        .post("/vendors/{vendor}/systems", May(ManageVendors), vendor::register::systems)
        .post("/vendors/{vendor}/contracts", May(ManageVendors), vendor::register::contracts)
        .post("/vendors/{vendor}/sheets", May(OpenAssessment), vendor::open)
        .get("/disclosures", May(View), disclosure::list)
        .get("/disclosures/new", May(ManageVendors), disclosure::new)
        .post("/disclosures/new", May(ManageVendors), disclosure::add)
        .get("/disclosures/{disclosure}", May(View), disclosure::show)
        .post("/disclosures/{disclosure}", May(ManageVendors), disclosure::change)
        .post_file("/disclosures/{disclosure}/file", May(ManageVendors), disclosure::arrive)
        .get("/disclosures/{disclosure}/file/{file}", May(ManageVendors), disclosure::preview)
        .post("/disclosures/{disclosure}/file/{file}", May(ManageVendors), disclosure::take)
        .get("/disclosures/{disclosure}/papers/{file}", May(View), disclosure::download)
        .get("/disclosures/{disclosure}/answers", May(ManageVendors), disclosure::typed)
        .post("/disclosures/{disclosure}/answers", May(ManageVendors), disclosure::record_answers)
        .get("/disclosures/{disclosure}/compare", May(View), disclosure::compare)
        .get("/disclosures/{disclosure}/items/{item}", May(View), disclosure::item)
        .post("/disclosures/{disclosure}/items/{item}", May(ManageVendors), disclosure::decide)
        .get("/responsibilities", May(View), split::list)
        .get("/responsibilities/new", May(ManageVendors), split::new)
        .post("/responsibilities/new", May(ManageVendors), split::add)
        .get("/responsibilities/{split}", May(View), split::show)
        .post("/responsibilities/{split}", May(ManageVendors), split::change)
        .post("/responsibilities/{split}/withdraw", May(ManageVendors), split::withdraw)
        .get("/responsibilities/{split}/workbook", May(View), split::workbook)
        .get("/systems", May(View), system_view::list)
        .get("/systems/{system}", May(View), system_view::show)
        .get("/remote-access", May(View), remote_access::list)
        .get("/remote-access/new", May(ManageVendors), remote_access::new)
        .post("/remote-access/new", May(ManageVendors), remote_access::add)
        .get("/remote-access/{access}", May(View), remote_access::show)
        .post("/remote-access/{access}", May(ManageVendors), remote_access::change)
        .post("/remote-access/{access}/end", May(ManageVendors), remote_access::end)
        .get("/vendors/{vendor}/remote-access", May(View), remote_access::ask)
        .post("/vendors/{vendor}/remote-access", May(ManageVendors), remote_access::confirm)
        .get("/ledger", May(View), ledger::list)
        .post("/ledger", May(ManageLedger), ledger::add)
        .get("/ledger/new", May(ManageLedger), ledger::show_new)
        .post("/ledger/bulk", May(ManageLedger), ledger::bulk)
        .post("/ledger/bulk/apply", May(ManageLedger), ledger::apply_bulk)
        .get("/ledger/labels", May(View), ledger::labels)
        .post("/ledger/views", May(View), ledger::keep_view)
        .post("/ledger/views/{view}/drop", May(View), ledger::forget_view)
        .get("/d/{device}", Nothing, ledger::device_code)
        .get("/s/{stocktake}/{room}", Nothing, ledger::room_code)
        .get("/stocktakes", May(View), stocktake::list)
        .post("/stocktakes", May(ManageStocktake), stocktake::begin)
        .get("/stocktakes/new", May(ManageStocktake), stocktake::show_new)
        .get("/stocktakes/{stocktake}", May(View), stocktake::show)
        .get("/stocktakes/{stocktake}/rooms/{room}", May(View), stocktake::room)
        .get("/stocktakes/{stocktake}/devices", May(View), stocktake::devices)
        .get("/stocktakes/{stocktake}/devices/{device}", May(View), stocktake::show_device)
        .post("/stocktakes/{stocktake}/count", May(CountStocktake), stocktake::count)
        .get("/stocktakes/{stocktake}/add", May(ManageStocktake), stocktake::show_add)
        .post("/stocktakes/{stocktake}/add", May(ManageStocktake), stocktake::add)
        .get("/stocktakes/{stocktake}/sheets", May(View), stocktake::sheets)
        .get("/stocktakes/{stocktake}/report", May(View), stocktake::report)
        .get("/stocktakes/{stocktake}/workbook", May(View), stocktake::workbook)
        .post_file("/stocktakes/{stocktake}/intake", May(ManageStocktake), stocktake::take_sheet)
        .get("/stocktakes/{stocktake}/intake/{file}", May(ManageStocktake), stocktake::preview_sheet)
        .post("/stocktakes/{stocktake}/intake/{file}", May(ManageStocktake), stocktake::apply_sheet)
        .get("/stocktakes/{stocktake}/finish", May(ManageStocktake), stocktake::show_finish)
        .post("/stocktakes/{stocktake}/finish", May(ManageStocktake), stocktake::finish)
        .get("/ledger/csv", May(View), ledger::csv)
        .get("/ledger/workbook", May(View), ledger::workbook)
        .get("/ledger/print", May(View), ledger::print)
        .get("/ledger/inbox", May(View), ledger::show_inbox)
        .post("/ledger/inbox/join", May(ManageLedger), ledger::join)
        .post("/ledger/inbox/apart", May(ManageLedger), ledger::apart)
        .post_file("/ledger/intake", May(ManageLedger), ledger::take)
        .get("/ledger/intake/{file}", May(ManageLedger), ledger::preview)
        .post("/ledger/intake/{file}", May(ManageLedger), ledger::apply)
        .post("/ledger/intake/{file}/stop", May(ManageLedger), ledger::stop)
        .get("/ledger/systems", May(View), network::show_names)
        .post("/ledger/systems", May(ManageVendors), network::decide)
        .get("/network", May(View), network::show)
        .get("/network/segments", May(ManageNetwork), network::show_segments)
        .post("/network/segments", May(ManageNetwork), network::record_segments)
        .get("/network/outside", May(View), network::show_outside)
        .post("/network/outside", May(ManageNetwork), network::note)
        .get("/network/outside/workbook", May(View), network::workbook)
        .get("/network/disconnect", May(View), network::list_procedures)
        .get("/network/disconnect/{target}", May(View), network::show_procedure)
        .post("/network/disconnect/{target}", May(ManageNetwork), network::change_procedure)
        .get("/network/disconnect/{target}/edit", May(ManageNetwork), network::edit)
        .get("/ledger/devices/{id}", May(View), ledger::show)
        .post("/ledger/devices/{id}", May(ManageLedger), ledger::change)
        .get("/ledger/devices/{id}/edit", May(ManageLedger), ledger::show_edit)
        .post("/ledger/devices/{id}/settle", May(ManageLedger), ledger::settle)
        .post("/ledger/devices/{id}/part", May(ManageLedger), ledger::part)
        .get("/backups", May(View), backup::list)
        .get("/backups/workbook", May(View), backup::workbook)
        .get("/backups/requirements", May(View), backup::requirements)
        .get("/backups/jobs", May(View), backup::jobs)
        .post("/backups/jobs", May(ManageBackups), backup::assign)
        .post_file("/backups/intake", May(ManageBackups), backup::take)
        .get("/backups/intake/{file}", May(ManageBackups), backup::preview)
        .post("/backups/intake/{file}", May(ManageBackups), backup::apply)
        .get("/backups/{system}", May(View), backup::show)
        .post("/backups/{system}", May(ManageBackups), backup::plan)
        .get("/backups/{system}/copies/new", May(ManageBackups), backup::new_copy)
        .post("/backups/{system}/copies/new", May(ManageBackups), backup::add_copy)
        .get("/backups/{system}/copies/{copy}", May(View), backup::show_copy)
        .post("/backups/{system}/copies/{copy}", May(ManageBackups), backup::change_copy)
        .post("/backups/{system}/copies/{copy}/end", May(ManageBackups), backup::end_copy)
        .get("/backups/{system}/procedure", May(View), backup::show_procedure)
        .post("/backups/{system}/procedure", May(ManageBackups), backup::record_procedure)
        .get("/backups/{system}/procedure/edit", May(ManageBackups), backup::edit_procedure)
        .post("/backups/{system}/procedure/approve", May(ApproveProcedure), backup::approve)
        .get("/backups/{system}/rehearsals/new", May(ManageBackups), backup::new_rehearsal)
        .post_file("/backups/{system}/rehearsals/new", May(ManageBackups), backup::add_rehearsal)
        .get("/backups/{system}/rehearsals/{rehearsal}", May(View), backup::show_rehearsal)
        .post_file("/backups/{system}/rehearsals/{rehearsal}", May(ManageBackups), backup::change_rehearsal)
        .get("/contact-chart", May(View), contact_chart::show)
        .post("/contact-chart/begin", May(ManageChart), contact_chart::begin)
        .post("/contact-chart/vendors", May(ManageChart), contact_chart::vendors)
        .post("/contact-chart/order", May(ManageChart), contact_chart::order)
        .post("/contact-chart/verify", May(ManageChart), contact_chart::verify)
        .post("/contact-chart/approve", May(ApproveChart), contact_chart::approve)
        .get("/contact-chart/new", May(ManageChart), contact_chart::new)
        .post("/contact-chart/new", May(ManageChart), contact_chart::add)
        .get("/contact-chart/pdf", May(View), contact_chart::pdf)
        .get("/contact-chart/card", May(View), contact_chart::card)
        .get("/contact-chart/test", May(View), contact_chart::tests)
        .post("/contact-chart/test/{entry}", May(ManageChart), contact_chart::record_test)
        .get("/contact-chart/versions/{approval}", May(View), contact_chart::version)
        .get("/contact-chart/{entry}", May(View), contact_chart::entry)
        .post("/contact-chart/{entry}", May(ManageChart), contact_chart::change)
        .post("/contact-chart/{entry}/remove", May(ManageChart), contact_chart::remove)
        .get("/bcp", May(View), bcp::show)
        .get("/bcp/pdf", May(View), bcp::pdf)
        .get("/bcp/word", May(View), bcp::word)
        .post("/bcp/approve", May(ApproveBcp), bcp::approve)
        .get("/bcp/general", May(ManageBcp), bcp::general)
        .post("/bcp/general", May(ManageBcp), bcp::change_general)
        .get("/bcp/systems", May(View), bcp::systems)
        .get("/bcp/systems/{system}", May(ManageBcp), bcp::system)
        .post("/bcp/systems/{system}", May(ManageBcp), bcp::change_system)
        .get("/bcp/cutting", May(View), bcp::cutting)
        .post("/bcp/cutting", May(ManageBcp), bcp::change_cutting)
        .get("/bcp/paper", May(View), bcp::papers)
        .get("/bcp/paper/new", May(ManageBcp), bcp::new_paper)
        .post("/bcp/paper/new", May(ManageBcp), bcp::add_paper)
        .get("/bcp/paper/{line}", May(ManageBcp), bcp::paper)
        .post("/bcp/paper/{line}", May(ManageBcp), bcp::change_paper)
        .post("/bcp/paper/{line}/remove", May(ManageBcp), bcp::remove_paper)
        .get("/bcp/decisions", May(View), bcp::decisions)
        .get("/bcp/decisions/new", May(ManageBcp), bcp::new_decision)
        .post("/bcp/decisions/new", May(ManageBcp), bcp::add_decision)
        .get("/bcp/decisions/{line}", May(ManageBcp), bcp::decision)
        .post("/bcp/decisions/{line}", May(ManageBcp), bcp::change_decision)
        .post("/bcp/decisions/{line}/remove", May(ManageBcp), bcp::remove_decision)
        .get("/bcp/checks", May(View), bcp::checks)
        .get("/bcp/checks/{item}", May(View), bcp::check)
        .post("/bcp/checks/{item}", May(ManageBcp), bcp::answer)
        .get("/bcp/versions/{approval}", May(View), bcp::version)
        .post("/bcp/versions/{approval}/handouts", May(ManageBcp), bcp::record_handout)
        .get("/drills", May(View), drill::list)
        .get("/drills/cards", May(View), drill::cards)
        .get("/drills/pdf", May(View), drill::pdf)
        .get("/drills/new", May(ManageDrills), drill::new)
        .post("/drills/new", May(ManageDrills), drill::add)
        .get("/drills/{drill}", May(View), drill::show)
        .post("/drills/{drill}", May(ManageDrills), drill::change)
        .get("/drills/{drill}/run", May(View), drill::run)
        .post("/drills/{drill}/start", May(ManageDrills), drill::start)
        .post("/drills/{drill}/step", May(ManageDrills), drill::step)
        .post("/drills/{drill}/held", May(ManageDrills), drill::hold)
        .post("/drills/{drill}/tasks", May(ManageDrills), drill::leave_task)
        .get("/drills/{drill}/attendance", May(View), drill::attendance)
        .get("/incidents", May(View), incident::list)
        .post("/incidents/start", May(ReportIncident), incident::start)
        .get("/incidents/{incident}", May(View), incident::show)
        .post_words("/incidents/{incident}/notes", May(ReportIncident), incident::note)
        .post("/incidents/{incident}/steps", May(ReportIncident), incident::tick)
        .get("/incidents/{incident}/files/{seq}", May(View), incident::file)
        .get("/incidents/{incident}/fields", May(ManageIncident), incident::fields)
        .post("/incidents/{incident}/fields", May(ManageIncident), incident::state)
        .post("/incidents/{incident}/sent", May(ManageIncident), incident::sent)
        .post("/incidents/{incident}/close", May(ManageIncident), incident::close)
        .post("/incidents/{incident}/reopen", May(ManageIncident), incident::reopen)
        .post("/incidents/{incident}/tasks", May(ManageIncident), incident::leave_task)
        .post("/incidents/{incident}/package", May(ManageIncident), incident::package)
        .get("/incidents/{incident}/notices/{report}", May(View), incident::notice)
        .get("/incidents/{incident}/notices/{report}/pdf", May(View), incident::notice_pdf)
        .get("/incidents/{incident}/pdf", May(View), incident::pdf)
        .get("/emergency-pack", May(View), emergency::show)
        .post("/emergency-pack", May(ManageIncident), emergency::set)
        .post("/emergency-pack/now", May(ManageIncident), emergency::write)
        .get("/emergency-pack/file", May(View), emergency::file)
        .get("/calendar", May(View), calendar::show)
        .post("/calendar/feed", May(View), calendar::make_feed)
        .post("/calendar/feed/forget", May(View), calendar::forget_feed)
        .get("/calendar/feed/{token}", Nothing, calendar::feed)
        .post("/calendar/mail", May(View), calendar::mail)
        .get("/readiness-tasks", May(View), task::list)
        .post("/readiness-tasks/{task}", May(ManageChart), task::change)
        .get("/facility", May(View), facility::show)
        .post("/facility", May(EditFacility), facility::change)
        .get("/people", May(View), staff::list)
        .post("/people", May(ManageStaff), staff::add)
        .get("/people/{staff}", May(View), staff::show)
        .post("/people/{staff}", May(ManageStaff), staff::change)
        .post("/people/{staff}/roles", May(ManageStaff), staff::assign)
        .post("/people/{staff}/roles/{role}/end", May(ManageStaff), staff::end_role)
        .post("/people/{staff}/leave", May(ManageStaff), staff::leave)
        .post("/people/{staff}/login", May(ManageStaff), staff::open_login)
        .post("/people/{staff}/login/{user}/close", May(ManageStaff), staff::close_login)
        .get("/journal", May(ReadJournal), journal::list)
        .get("/search", May(View), search::show)
        .get("/assets/{*path}", Nothing, asset::serve)
}
