#pragma once

#include <QWidget>

#include <vector>

class QBoxLayout;
class QGridLayout;
class QLabel;
class QPushButton;

namespace tastescope::ui {

class ComparisonSession;
class ElidedLabel;
class RunCombo;

/// Which runs are compared, and the answer in one sentence.
class CompareHead : public QWidget
{
    Q_OBJECT

public:
    explicit CompareHead(ComparisonSession& session, QWidget* parent = nullptr);

    QPushButton* differencesButton() const { return m_differences; }
    QPushButton* reportButton() const { return m_report; }
    QString sentence() const;
    QString epochWords() const; ///< shown below it; empty: nothing to say

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();
    void showRuns();
    void showAnswer();
    void showEpochs();
    void arrange();

    ComparisonSession& m_session;
    QGridLayout* m_grid;
    QBoxLayout* m_runs;
    std::vector<RunCombo*> m_combos;
    QLabel* m_against;
    QPushButton* m_add;
    QWidget* m_words;
    QLabel* m_epochs; ///< which were compared, where the value rule means others
    QLabel* m_answer;
    ElidedLabel* m_basis;
    QPushButton* m_differences;
    QPushButton* m_report;
};

} // namespace tastescope::ui
