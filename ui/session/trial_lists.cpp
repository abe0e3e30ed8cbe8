#include "ui/session/trial_lists.h"

#include "core/experiment/run_files.h"
#include "core/models/model_file.h"
#include "core/serving/recommend.h"
#include "ui/session/answer_runner.h"
#include "ui/session/names.h"
#include "ui/session/open_data.h"
#include "ui/session/selection.h"
#include "ui/session/user_session.h"

#include <algorithm>
#include <deque>

namespace tastescope::ui {

/// The models used last, newest first.
struct TrialLists::Cache
{
    static constexpr std::size_t most = 8;
    std::deque<std::pair<std::filesystem::path, std::shared_ptr<const Model>>> models;

    std::shared_ptr<const Model> model(const std::filesystem::path& trialFolder)
    {
        const auto found = std::ranges::find(models, trialFolder, [](const auto& entry) { return entry.first; });
        auto entry = found == models.end() ? std::pair{trialFolder, loadModel(RunFiles(trialFolder).model)} : *found;
        if (found != models.end())
            models.erase(found);
        models.emplace_front(entry.first, entry.second);
        if (models.size() > most)
            models.pop_back();
        return models.front().second;
    }
};

namespace {

std::vector<Item> topOf(const UserBasis& basis, std::shared_ptr<const Model> model, User user,
                        const RecommendOptions& options)
{
    std::vector<Item> items;
    const auto ranked =
        rankItems(basis.serving(std::move(model)), user, options, static_cast<std::size_t>(options.top));
    for (const Ranked::Entry& entry : ranked.entries)
        items.push_back(entry.item);
    return items;
}

} // namespace

TrialLists::TrialLists(const OpenData& data, const Selection& selection, const UserSession& users,
                       AnswerRunner& answers, QObject* parent)
    : QObject(parent),
      m_data(data),
      m_selection(selection),
      m_users(users),
      m_answers(answers),
      m_cache(std::make_shared<Cache>())
{
    connect(&selection, &Selection::userChanged, this, &TrialLists::renew);
    connect(&data, &OpenData::changed, this, [this] {
        m_trial.reset(); // its model knows other users
        m_against.reset();
        pin(std::nullopt);
    });
    connect(&selection, &Selection::kChanged, this, &TrialLists::renew);
    connect(&users, &UserSession::basisChanged, this, &TrialLists::renew);
    connect(&users, &UserSession::optionsChanged, this, &TrialLists::renew);
}

void TrialLists::ask(const SweepTrial* trial, const SweepTrial* against)
{
    const auto same = [](const std::optional<SweepTrial>& held, const SweepTrial* other) {
        return held.has_value() == (other != nullptr)
               && (!held || (held->folder == other->folder && held->phase == other->phase));
    };
    if (same(m_trial, trial) && same(m_against, against))
        return;
    m_trial = trial ? std::optional(*trial) : std::nullopt;
    m_against = against ? std::optional(*against) : std::nullopt;
    renew();
}

void TrialLists::pin(std::optional<User> user)
{
    m_pinned = user;
    renew();
}

std::optional<User> TrialLists::user() const
{
    return m_pinned ? m_pinned : m_selection.user();
}

void TrialLists::renew()
{
    const auto& basis = m_users.basis();
    if (!m_trial || !basis || basis->dataset != m_data.dataset() || !user()) {
        m_answers.forget(this);
        m_list.reset();
        m_problem.clear();
        emit changed();
        return;
    }
    RecommendOptions options;
    options.top = m_selection.k();
    options.from = m_users.from();
    options.filterSeen = m_users.filterSeen();
    options.threads = 1;
    m_answers.ask(
        this,
        [basis, options, user = *user(), trial = *m_trial, against = m_against, cache = m_cache](const JobContext&) {
            TrialList list{user, trial.id, against ? against->id : 0, {}};
            const auto before =
                against ? topOf(*basis, cache->model(against->folder), user, options) : std::vector<Item>();
            for (const Item item : topOf(*basis, cache->model(trial.folder), user, options)) {
                const auto place = std::ranges::find(before, item);
                list.lines.push_back({static_cast<int>(list.lines.size()) + 1, item, itemTitle(*basis->dataset, item),
                                      place == before.end()
                                          ? std::nullopt
                                          : std::optional(static_cast<int>(place - before.begin()) + 1)});
            }
            return list;
        },
        [this](Outcome<TrialList> outcome) {
            m_list.reset();
            m_problem.clear();
            if (auto* list = std::get_if<TrialList>(&outcome))
                m_list = std::move(*list);
            else if (const auto* failure = std::get_if<Failure>(&outcome))
                m_problem = failure->message;
            emit changed();
        });
}

} // namespace tastescope::ui
