#pragma once

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QPushButton;

namespace tastescope::ui {

class BadgeLabel;
class ElidedLabel;
class MeasureBox;
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
    void setSliced(bool sliced);         ///< of the next view: trials are of all users, and it is said
    void setFormShown(bool shown);       ///< the button of a new sweep is pressed

    MeasureBox* measureBox() const { return m_measure; }
    QPushButton* reportButton() const { return m_report; }
    QPushButton* besideButton() const { return m_beside; }
    QString countsText() const;
    QString bestText() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

signals:
    void pointWanted();
    void sweepWanted(bool shown);

private:
    void layOut();
    void arrange(); ///< the buttons beside the words, or below them
    void listNames();

    SweepSession& m_sweeps;
    bool m_sliced = false;
    QBoxLayout* m_rows = nullptr;
    QWidget* m_words = nullptr;
    QWidget* m_buttons = nullptr;
    QComboBox* m_names;
    MeasureBox* m_measure;
    QLabel* m_total;
    ElidedLabel* m_counts;
    BadgeLabel* m_badge;
    QLabel* m_tied;
    ElidedLabel* m_range;
    QPushButton* m_beside;
    QPushButton* m_report;
    QPushButton* m_resume;
    QPushButton* m_point;
    QPushButton* m_new;
};

} // namespace tastescope::ui
