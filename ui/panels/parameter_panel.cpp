// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parameter_panel.h"

#include "core/experiment/fields.h"
#include "ui/panels/beta_marks.h"
#include "ui/panels/noise_section.h"
#include "ui/panels/schedule_editor.h"
#include "ui/panels/section_label.h"
#include "ui/panels/seed_section.h"
#include "ui/panels/story.h"
#include "ui/panels/task_section.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/story_box.h"
#include "ui/widgets/value_slider.h"
#include "ui/words/words.h"

#include <algorithm>

namespace hysteron::ui {

namespace {

enum Start { FromRandom, FromRankOne, FromRankZero, Custom };

int startIndex(const ProtocolOptions& protocol)
{
    if (protocol.kind == ProtocolKind::Random)
        return FromRandom;
    if (protocol.kind == ProtocolKind::RankTrap && protocol.rank == 1)
        return FromRankOne;
    if (protocol.kind == ProtocolKind::RankTrap && protocol.rank == 0)
        return FromRankZero;
    return Custom;
}

/// Largest batch: the training set, or what the rules allow for a file whose length is not known here.
int largestBatch(const TaskOptions& task)
{
    return task.csv ? static_cast<int>(rangeOf("training.batch").high) : task.samples;
}

std::int64_t scheduleLength(const ProtocolOptions& protocol)
{
    std::int64_t length = 0;
    if (protocol.kind == ProtocolKind::Schedule)
        for (const ScheduleLeg& leg : protocol.anneal)
            length += leg.epochs;
    return length;
}

void showBeside(ValueSlider* slider, const QString& problem)
{
    // A wrong text that still stands in the box keeps its own explanation.
    if (problem.isEmpty() && slider->box()->isModified())
        return;
    slider->showProblem(problem);
}

} // namespace

ParameterPanel::ParameterPanel(QWidget* parent) : QWidget(parent)
{
    makeControls();
    placeControls();
    connectControls();
    m_loaded = m_specification;
    showControls();
}

void ParameterPanel::setSpecification(const Specification& specification)
{
    const bool ours = specification == m_specification; // an echo of our own restart
    if (!ours)                                          // it keeps what "reset parameters" goes back to
        m_loaded = specification;
    m_specification = specification;
    m_betaByHand = false;
    m_diverged = false;
    if (m_schedule->isHidden() || m_schedule->protocol() != specification.protocol)
        m_ownProtocol = false;
    showControls();
    if (!ours) { // what was typed for another experiment is of no use to this one
        for (NumberEdit* edit : findChildren<NumberEdit*>())
            edit->restore();
        m_seed->restore();
        m_task->restore();
    }
}

void ParameterPanel::showControls()
{
    const Specification& s = m_specification;
    const bool trapsExist = s.network.depth > 2;
    m_start->setSegmentEnabled(FromRankOne, trapsExist);
    m_start->setSegmentEnabled(FromRankZero, trapsExist);
    m_start->setCurrentIndex(m_ownProtocol ? Custom : startIndex(s.protocol));
    m_schedule->setVisible(m_start->currentIndex() == Custom);
    m_schedule->showSpecification(s);
    showTheory(s.task.eta, s.network.depth);
    m_beta->setValue(s.training.beta);
    m_rate->setValue(s.training.learningRate);
    const int most = largestBatch(s.task);
    m_batch->setHardLimits({.minimum = 1, .maximum = double(most), .integer = true});
    m_batch->setRange(1, std::max(2, s.task.csv ? std::max(512, s.training.batch) : most));
    m_batch->setValue(s.training.batch);
    m_noise->showSpecification(s);
    m_seed->setSeed(s.seed);
    m_task->showSpecification(s);
}

void ParameterPanel::showTheory(const std::vector<double>& eta, int depth)
{
    if (eta == m_eta && depth == m_depth)
        return;
    m_eta = eta;
    m_depth = depth;
    m_beta->setRange(0.0, betaRange(eta, depth));
    m_beta->setMarks(betaMarks(eta, depth));
}

void ParameterPanel::showSnapshot(const Snapshot& snapshot)
{
    if (!snapshot.eta.empty())
        showTheory(snapshot.eta, snapshot.specification.network.depth);
    if (!m_betaByHand && snapshot.epoch > 0 && snapshot.epoch <= scheduleLength(snapshot.specification.protocol))
        m_beta->setValue(snapshot.parameters.beta);
    if (m_diverged && !snapshot.divergence)
        adopt(snapshot.specification); // a smaller learning rate, and without the changes after the last good state
    m_diverged = snapshot.divergence.has_value();
    m_noise->showMeasured(snapshot);
    const Story story = tellStory(snapshot);
    m_story->setStory(story.headline, story.body, story.alarming);
}

void ParameterPanel::adopt(const Specification& inForce)
{
    const std::int64_t epochs = m_specification.training.epochs;
    m_specification.training = inForce.training;
    m_specification.training.epochs = epochs; // prolonging a run is not a parameter
    m_specification.noise = inForce.noise;
    showControls();
    emit adopted();
}

void ParameterPanel::showErrors(const Errors& errors)
{
    Errors ofTask;
    QString ofBeta, ofRate, ofBatch, ofNoise, ofProtocol;
    for (const Error& error : errors) {
        const QString key = QString::fromStdString(error.field);
        const QString rule = words(error.rule);
        if (key == "training.beta")
            ofBeta = rule;
        else if (key == "training.learning_rate")
            ofRate = rule;
        else if (key == "training.batch")
            ofBatch = rule;
        else if (key.startsWith("noise."))
            ofNoise = rule;
        else if (key.startsWith("protocol.") && key != "protocol.init_std")
            ofProtocol = rule;
        else
            ofTask.push_back(error);
    }
    showBeside(m_beta, ofBeta);
    showBeside(m_rate, ofRate);
    showBeside(m_batch, ofBatch);
    m_noise->showProblem(ofNoise);
    m_schedule->showProblem(ofProtocol);
    showProblem(m_startProblem, m_schedule->isHidden() ? ofProtocol : QString());
    if (!ofTask.empty())
        m_taskToggle->setChecked(true); // a problem must not hide in a closed section
    m_task->showErrors(ofTask);
}

void ParameterPanel::tryChange(const ControlChange& change)
{
    const Specification candidate = change.appliedTo(m_specification);
    if (const Errors errors = candidate.validate(); !errors.empty()) {
        showControls(); // the last valid values again
        showErrors(errors);
        return;
    }
    m_specification = candidate;
    if (change.beta)
        m_betaByHand = true;
    else
        m_noise->showSpecification(m_specification); // T follows learning rate and batch
    emit controlChanged(change);
}

void ParameterPanel::tryRestart(const Specification& specification, bool ownProtocol)
{
    if (const Errors errors = specification.validate(); !errors.empty()) {
        if (m_schedule->isHidden())
            m_start->setCurrentIndex(startIndex(m_specification.protocol));
        showErrors(errors);
        return;
    }
    m_specification = specification;
    m_betaByHand = false;
    m_ownProtocol = ownProtocol;
    showControls();
    showErrors({});
    emit restartRequested(specification);
}

void ParameterPanel::setSettings(const Settings& settings)
{
    m_specification = settings.current;
    m_loaded = settings.loaded;
    showControls();
}

void ParameterPanel::chooseStart(int index)
{
    if (index == Custom) { // takes effect with the editor's own button
        m_schedule->showSpecification(m_specification);
        m_schedule->setVisible(true);
        return;
    }
    Specification wanted = m_specification;
    ProtocolOptions& protocol = wanted.protocol;
    if (startIndex(m_loaded.protocol) == index) {
        protocol = m_loaded.protocol; // with the loaded experiment's own legs
    } else {
        protocol.kind = index == FromRandom ? ProtocolKind::Random : ProtocolKind::RankTrap;
        protocol.rank = index == FromRankZero ? 0 : 1;
        protocol.anneal.clear(); // derived from theory
    }
    protocol.initStd = m_specification.protocol.initStd;
    m_schedule->hide();
    tryRestart(wanted, false);
}

void ParameterPanel::resetParameters()
{
    const TrainingOptions& training = m_loaded.training;
    tryChange({.beta = training.beta,
               .learningRate = training.learningRate,
               .batch = training.batch,
               .batching = training.batching,
               .noise = m_loaded.noise});
    showControls();
}

} // namespace hysteron::ui
