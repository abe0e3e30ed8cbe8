#include "ui/session/answer_runner.h"

namespace tastescope::ui {

AnswerRunner::AnswerRunner(QObject* parent)
    : QObject(parent),
      m_thread([this](const std::stop_token& stop) { work(stop); })
{
}

AnswerRunner::~AnswerRunner()
{
    m_thread.request_stop();
    const std::scoped_lock lock(m_mutex);
    m_servedStop.request_stop();
}

void AnswerRunner::enqueue(const QObject* asker, std::function<void(const JobContext&, std::uint64_t)> run)
{
    forget(asker);
    const std::uint64_t number = ++m_count;
    m_latest.emplace_back(asker, number);
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back(
            {asker, number, [run = std::move(run), number](const JobContext& context) { run(context, number); }});
    }
    m_arrived.notify_one();
}

void AnswerRunner::forget(const QObject* asker)
{
    std::erase_if(m_latest, [asker](const auto& entry) { return entry.first == asker; });
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_waiting, [asker](const Question& question) { return question.asker == asker; });
    if (m_served == asker)
        m_servedStop.request_stop();
}

bool AnswerRunner::takeIfLatest(std::uint64_t number)
{
    return std::erase_if(m_latest, [number](const auto& entry) { return entry.second == number; }) > 0;
}

void AnswerRunner::delivered(std::chrono::steady_clock::time_point asked)
{
    m_lastSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - asked).count();
    emit answered(m_lastSeconds);
}

void AnswerRunner::work(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        Question question;
        std::stop_token questionStop;
        {
            std::unique_lock lock(m_mutex);
            m_served = nullptr;
            if (!m_arrived.wait(lock, stop, [this] { return !m_waiting.empty(); }))
                return;
            question = std::move(m_waiting.front());
            m_waiting.erase(m_waiting.begin());
            m_served = question.asker;
            m_servedStop = std::stop_source();
            questionStop = m_servedStop.get_token();
        }
        question.run(JobContext{questionStop, {}, {}});
    }
}

} // namespace tastescope::ui
