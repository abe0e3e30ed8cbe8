#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace tastescope::ui {

class BadgeLabel;
class ElidedLabel;
class SweepSession;
struct SweepFacts;
struct SweepView;

/// The first row of the page: which sweep, how many trials stand where, which are the best, and what to do next.
class SweepHead : public QWidget
{
    Q_OBJECT

public:
    explicit SweepHead(SweepSession& sweeps, QWidget* parent = nullptr);

    void setView(const SweepView& view); ///< without a sweep: only the buttons
    void setFormShown(bool shown);       ///< the button of a new sweep is pressed

    QPushButton* reportButton() const { return m_report; }
    QString countsText() const;
    QString bestText() const;

signals:
    void pointWanted();
    void sweepWanted(bool shown);

private:
    void layOut();
    void listNames();

    SweepSession& m_sweeps;
    QComboBox* m_names;
    QLabel* m_total;
    ElidedLabel* m_counts;
    BadgeLabel* m_badge;
    QLabel* m_tied;
    ElidedLabel* m_range;
    QPushButton* m_report;
    QPushButton* m_resume;
    QPushButton* m_point;
    QPushButton* m_new;
};

} // namespace tastescope::ui
